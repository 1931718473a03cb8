import { type ComparedServer, compareScenario, rowsOf, ScenarioRun } from '@tricord/http-compare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ARI_RULES } from './ari/ari-rules.ts';
import { asteriskOf, gatewayOf } from './ari/ari-server.ts';
import { DOCUMENTED_ROWS } from './ari/documented-rows.ts';
import { EVENTS_OF_SWITCHING } from './ari/events-of-switching.ts';
import { SCENARIOS } from './ari/scenario/index.ts';
import { describeInterop } from './describe-interop.ts';
import { InteropBench } from './interop-bench.ts';
import { sampleSpeech, silence } from './test-sound.ts';

/** A scenario takes one or two seconds; each failed wait takes fifteen. */
const LIMIT_MS = 60_000;

/** Waits for both sides even if one fails, so that scenarios never overlap. */
async function both<T>(theirs: Promise<T>, ours: Promise<T>): Promise<readonly [T, T]> {
  await Promise.allSettled([theirs, ours]);
  return [await theirs, await ours];
}

/** Rows that no scenario demonstrates. */
const NOT_SHOWN = [
  // Invisible to HTTP clients and their applications.
  'the application of a channel',
  'an application that all calls enter',
  'time zone of timestamps',
  'role, mute, absorbDTMF, inhibitConnectedLineUpdates, video',
  // A header of the handshake, which the scenarios do not read.
  'a client whose application no call enters',
  // HTTP clients do not read this body.
  'HEAD',
  // Depends on exact timing, or takes too long.
  'a stop',
  "a hang-up's answer",
  'discarding a recording that has not begun',
  'a recording of a bridge that nothing comes from',
  'an application without a client',
  'a client that does not read',
  'a dialed application, after a break',
  // Asterisk has no preserved recordings.
  'preserved recordings ([retention.md](../../retention.md#preserving))',
  'a stored recording that is preserved while it is being overwritten or appended to',
  // Asterisk would stop responding.
  'filters',
  // Sessions cannot be described in advance to Asterisk.
  'hanging up a call whose audio has not begun',
];

describeInterop('an ARI client cannot tell Asterisk and the gateway apart', () => {
  let bench: InteropBench;
  let asterisk: ComparedServer;
  let gateway: ComparedServer;
  const compared = { requests: 0, events: 0, ofSwitching: { theirs: 0, ours: 0 } };

  beforeAll(async () => {
    bench = await InteropBench.open();
    await bench.soundOf(await sampleSpeech(1));
    await bench.soundOf(silence(10_000));
    asterisk = asteriskOf(bench);
    gateway = gatewayOf(bench);
  });
  afterAll(() => bench?.close());

  test.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    async (_title, scenario) => {
      const [theirs, ours] = await both(
        ScenarioRun.run(scenario, asterisk, ARI_RULES),
        ScenarioRun.run(scenario, gateway, ARI_RULES),
      );
      compared.requests += theirs.requests;
      compared.events += theirs.received.reduce((sum, { events }) => sum + events.length, 0);
      compared.ofSwitching.theirs += theirs.ignoredEvents;
      compared.ofSwitching.ours += ours.ignoredEvents;
      const wrong = compareScenario(scenario, theirs, ours);
      // Thrown as text, which is easier to read than a comparison with an empty list.
      if (wrong.length > 0) throw new Error(['not as documented:', ...wrong].join('\n'));
    },
    LIMIT_MS,
  );

  test('in more than 600 requests and 200 events', () => {
    expect(compared.requests).toBeGreaterThanOrEqual(600);
    expect(compared.events).toBeGreaterThanOrEqual(200);
  });

  test(`except for ${EVENTS_OF_SWITCHING}`, () => {
    expect(compared.ofSwitching.theirs).toBeGreaterThan(0);
    expect(compared.ofSwitching.ours).toBe(0);
  });
});

test('every difference is a row of docs/dialects/asterisk/differences.md, and every row is demonstrated', () => {
  const shown = [...rowsOf(SCENARIOS), EVENTS_OF_SWITCHING];
  expect([...shown, ...NOT_SHOWN].sort()).toEqual([...DOCUMENTED_ROWS].sort());
});
