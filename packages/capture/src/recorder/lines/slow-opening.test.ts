import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceStream } from '../../intake/source-stream.ts';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT, FRAME_MS, nextEvent } from '../../testing/test-capture.ts';

const OUTAGE_MS = 4000;
const TALK_MS = 7000;
const RATE_HZ = 8000;
const FRAME_SAMPLES = 160;

let rig: LineRig;
beforeEach(async () => {
  rig = await openLineRig();
});
afterEach(() => rig.close());

/** A call on a line whose session the catalog saves only after a while; its party talks all the time. */
async function callThroughOutage(directoryNumber: string): Promise<SourceStream> {
  const { catalog, clock, ids } = rig;
  const { update, insert } = catalog.sessions;
  const refuse = async () => {
    throw new Error('database is locked');
  };
  Object.assign(catalog.sessions, { update: refuse, insert: refuse });
  const transport = { pause() {}, resume() {}, close() {}, hangUp() {} };
  const options = { source: 'simulated', accountId: ACCOUNT, peer: undefined, tooLate: '' };
  const stream = new SourceStream(transport, { ...rig, ...options });
  const description = { line: { directoryNumber } };
  stream.begin({ id: ids.uuid(), tracks: ['remote'], acceptUnknown: true, description });
  for (let ms = 0; ms < TALK_MS; ms += FRAME_MS) {
    if (ms === OUTAGE_MS) Object.assign(catalog.sessions, { update, insert });
    clock.advance(FRAME_MS);
    const frame = new Int16Array(FRAME_SAMPLES).fill(clock.monotonicMs() / FRAME_MS);
    const push = () => stream.track()?.push(frame, RATE_HZ, stream.arrivedMs);
    if (stream.opening) stream.hold(2 * FRAME_SAMPLES, push);
    else push();
    await settled();
  }
  return stream;
}

test('audio that arrives while a session opens is placed by its arrival and recorded from its first frame', async () => {
  const startMs = rig.clock.monotonicMs();
  const startedAt = rig.clock.now();
  const finished = nextEvent(rig.events, 'recording.finished');
  const stream = await callThroughOutage('101');
  const session = rig.sessions.get(ACCOUNT, stream.session?.id ?? '');
  expect(session?.track('remote')?.endMs).toBeCloseTo(startMs + TALK_MS);
  await rig.filesSettled();
  await stream.ended('ended');
  const recording = await finished;
  expect(await rig.spokenAt(recording)).toEqual({ from: startMs, to: startMs + TALK_MS });
  expect(recording).toMatchObject({ startedAt, media: { durationMs: TALK_MS, gaps: [] } });
  expect(recording.missed).toBeUndefined();
});

test('so is that of a retroactive capture', async () => {
  const startMs = rig.clock.monotonicMs();
  const stream = await callThroughOutage('102');
  const { session } = stream;
  if (session === undefined) throw new Error('no session');
  const finished = nextEvent(rig.events, 'recording.finished');
  await rig.record(session, { wholeCall: true });
  await stream.ended('ended');
  expect(await rig.spokenAt(await finished)).toEqual({ from: startMs, to: startMs + TALK_MS });
});

test('a recording that a client starts later contains no earlier audio', async () => {
  const stream = await callThroughOutage('103');
  const { session } = stream;
  if (session === undefined) throw new Error('no session');
  const beginMs = rig.clock.monotonicMs();
  const recording = await rig.record(session);
  await rig.speak(session, 1000);
  expect(await rig.spokenAt(await rig.stop(recording))).toEqual({
    from: beginMs,
    to: beginMs + 1000,
  });
  await stream.ended('ended');
});
