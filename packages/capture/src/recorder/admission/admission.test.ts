import { ManualClock, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { CaptureMetrics } from '../../metrics.ts';
import { Admission, MIN_LOAD } from './admission.ts';
import { refusalText } from './refusal.ts';

const LIMIT_MS = 250;
const MIN_FREE = 100 * 2 ** 20;
const client = { origin: { via: 'asterisk' } } as const;
const line = { origin: { via: 'line' } } as const;

/** An admission that is measuring, under a relevant load. */
function admission() {
  const clock = new ManualClock();
  const registry = { size: MIN_LOAD };
  const probe = { delayMs: 0, take: () => probe.delayMs, close: () => undefined };
  const log: { msg: string; level: number; reason?: string }[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void log.push(JSON.parse(line)) });
  const prometheus = new Registry();
  const metrics = new CaptureMetrics(prometheus);
  const gate = new Admission(
    { clock, registry, loopDelay: probe, logger, metrics },
    { maxLoopDelayMs: LIMIT_MS, minFreeBytes: MIN_FREE },
  );
  gate.start();
  return {
    ...{ clock, registry, probe, log, gate },
    /** Advances by a second with this event loop delay. */
    second(delayMs: number): void {
      clock.advance(1000);
      probe.delayMs = delayMs;
      gate.measure();
    },
    text: () => gate.refusal && refusalText(gate.refusal),
    async metric(name: string): Promise<number | undefined> {
      const text = await prometheus.metrics();
      const found = text.split('\n').find((each) => each.startsWith(`${name} `));
      return found === undefined ? undefined : Number(found.split(' ').at(-1));
    },
  };
}

describe('a late event loop', () => {
  test('refuses after two late seconds in a row, with the numbers as the reason', async () => {
    const { second, text, gate, registry, metric, log } = admission();
    registry.size = 120;
    second(640);
    expect(gate.refusal).toBeUndefined();
    second(812);
    expect(text()).toBe(
      'the event loop was late by 640 and 812 ms in two seconds in a row; limit 250 ms; 120 live recordings',
    );
    expect(gate.refuse(client)?.reason).toBe('late');
    expect(await metric('tricord_admission_open')).toBe(0);
    expect(await metric('tricord_admission_closed{reason="late"}')).toBe(1);
    expect(await metric('tricord_admission_closed{reason="space"}')).toBe(0);
    expect(await metric('tricord_event_loop_delay_seconds')).toBe(0.812);
    expect(await metric('tricord_recordings_refused_total{reason="late"}')).toBe(1);
    expect(log).toMatchObject([{ level: 40, reason: 'late', liveRecordings: 120, limitMs: 250 }]);
  });

  test('does not refuse when late seconds are not consecutive', () => {
    const { second, gate } = admission();
    for (let count = 0; count < 20; count++) {
      second(10_000);
      expect(gate.refusal).toBeUndefined();
      second(LIMIT_MS);
    }
  });

  test('does not refuse below the minimum load, and stops refusing once the load is below it', () => {
    const { second, gate, registry } = admission();
    registry.size = MIN_LOAD - 1;
    for (let count = 0; count < 10; count++) second(10_000);
    expect(gate.refusal).toBeUndefined();
    registry.size = MIN_LOAD;
    second(10_000);
    expect(gate.refusal?.reason).toBe('late');
    registry.size = MIN_LOAD - 1;
    second(10_000);
    expect(gate.refusal).toBeUndefined();
  });

  test('refuses for five seconds after the last late one, and logs it once', () => {
    const { second, gate, log } = admission();
    for (let count = 0; count < 10; count++) second(300);
    for (let count = 0; count < 4; count++) second(0);
    expect(gate.refusal?.reason).toBe('late');
    second(0);
    expect(gate.refusal).toBeUndefined();
    expect(log.map(({ msg }) => msg)).toEqual([
      expect.stringContaining('new recordings are refused: the event loop was late'),
      'new recordings are taken again',
    ]);
  });

  test('does not measure before start()', () => {
    const { clock, gate, probe } = admission();
    const metrics = new CaptureMetrics(new Registry());
    const takes: number[] = [];
    const starting = { take: () => takes.push(clock.monotonicMs()) && 9999, close: probe.close };
    const late = new Admission(
      {
        clock,
        registry: { size: 500 },
        loopDelay: starting,
        logger: pino({ level: 'silent' }),
        metrics,
      },
      { maxLoopDelayMs: LIMIT_MS, minFreeBytes: 0 },
    );
    for (let count = 0; count < 10; count++) late.measure();
    expect(late.refusal).toBeUndefined();
    expect(takes).toEqual([]);
    late.start();
    expect(takes).toHaveLength(1);
    late.measure();
    expect(late.refusal).toBeUndefined();
    late.measure();
    expect(late.refusal?.reason).toBe('late');
    expect(gate.refusal).toBeUndefined();
  });
});

describe('audio that was dropped', () => {
  test('refuses at once, under any load, for five seconds', () => {
    const { clock, gate, registry, second, text } = admission();
    registry.size = 1;
    gate.dropped(20);
    gate.dropped(300.4);
    expect(text()).toContain('320 ms of audio had to be dropped');
    for (let count = 0; count < 4; count++) second(0);
    gate.dropped(20);
    expect(text()).toContain('340 ms');
    for (let count = 0; count < 4; count++) second(0);
    expect(gate.refusal?.reason).toBe('dropped');
    clock.advance(1000);
    gate.measure();
    expect(gate.refusal).toBeUndefined();
    gate.dropped(20);
    expect(text()).toContain('20 ms');
  });
});

describe('a full store', () => {
  test('refuses until there is space again', () => {
    const { gate, second, text } = admission();
    gate.updateFreeSpace(undefined);
    gate.updateFreeSpace(MIN_FREE);
    expect(gate.hasSpace).toBe(true);
    gate.updateFreeSpace(87.6 * 2 ** 20);
    for (let count = 0; count < 100; count++) second(0);
    expect(gate.hasSpace).toBe(false);
    expect(text()).toBe('the disk has 87 MiB free, less than the 100 MiB that are kept free');
    gate.updateFreeSpace(MIN_FREE);
    expect(gate.refusal).toBeUndefined();
  });
});

test('recordings of automatic lines are refused only by a full store, never by load', () => {
  const { gate, second } = admission();
  gate.dropped(1000);
  second(300);
  second(300);
  expect(gate.refuse(client)?.reason).toBe('dropped');
  expect(gate.refuse(line)).toBeUndefined();
  gate.updateFreeSpace(0);
  expect(gate.refuse(line)?.reason).toBe('space');
});

test('refuses if and only if there is a reason, in any order of events', () => {
  const second = fc.record({
    delayMs: fc.oneof(fc.constantFrom(0, LIMIT_MS, LIMIT_MS + 1), fc.nat(2000)),
    live: fc.oneof(fc.constantFrom(0, MIN_LOAD - 1, MIN_LOAD), fc.nat(500)),
    droppedMs: fc.option(fc.integer({ min: 1, max: 500 }), { freq: 9 }),
    freeBytes: fc.option(fc.nat(2 * MIN_FREE), { freq: 9 }),
  });
  fc.assert(
    fc.property(fc.array(second, { maxLength: 40 }), (seconds) => {
      const made = admission();
      let full = false;
      const changes: string[] = [];
      for (const [index, { delayMs, live, droppedMs, freeBytes }] of seconds.entries()) {
        made.registry.size = live;
        if (droppedMs !== null) made.gate.dropped(droppedMs);
        if (freeBytes !== null) made.gate.updateFreeSpace(freeBytes);
        if (freeBytes !== null) full = freeBytes < MIN_FREE;
        made.second(delayMs);

        // A drop refuses for five seconds from the start of its second, a late loop from the end of its second.
        const past = seconds.slice(0, index + 1).map((each, at) => ({ ...each, at }));
        const lately = past.slice(-5);
        const dropped =
          lately.some((each, place) => each.droppedMs !== null && place > 0) ||
          (lately.length < 5 && lately.some((each) => each.droppedMs !== null));
        const idle = past.findLastIndex((each) => each.live < MIN_LOAD);
        const late = lately.some(
          ({ at, delayMs: each }) =>
            at > idle && each > LIMIT_MS && (past[at - 1]?.delayMs ?? 0) > LIMIT_MS,
        );
        const expected = full ? 'space' : dropped ? 'dropped' : late ? 'late' : undefined;
        expect(made.gate.refusal?.reason).toBe(expected);
        expect(made.gate.refuse(line)?.reason).toBe(full ? 'space' : undefined);
        if (made.gate.refusal !== undefined) expect(made.text()).toMatch(/\d/);
        changes.push(expected ?? 'none');
      }
      // The same reason is never logged twice in a row.
      const logged = made.log.map(({ reason }) => reason ?? 'none');
      expect(logged.filter((each, at) => each === logged[at - 1])).toEqual([]);
      for (const reason of new Set(changes))
        if (reason !== 'none') expect(logged).toContain(reason);
    }),
    seeded('admission', 300),
  );
});
