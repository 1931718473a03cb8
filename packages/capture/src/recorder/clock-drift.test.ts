import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestCapture, type TestCapture } from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

test('a track never overlaps itself, however late its first frames arrive', async () => {
  const session = await capture.call(['local', 'remote']);
  const recording = await capture.record(session, { channels: 2 });
  const frames = 1000;
  const said = Int16Array.from({ length: 160 * frames }, (_, i) => 1 + Math.floor(i / 8));
  let remote = 0;
  for (let i = 0; i < frames; i++) {
    capture.clock.advance(20);
    const now = capture.clock.monotonicMs();
    session.track('local')?.push(said.subarray(160 * i, 160 * (i + 1)), 8000, now);
    // The first frames of the remote side come together, 90 ms late.
    if (i < 4) continue;
    for (; remote <= i; remote++) {
      session.track('remote')?.push(said.subarray(160 * remote, 160 * (remote + 1)), 8000, now);
    }
    if (i % 100 === 0) await capture.recorder.flush();
  }
  const { channels } = await capture.audio(await capture.stop(recording));
  const heard = channels[1]?.filter((sample) => sample !== 0) ?? new Int16Array();
  // A ramp that was laid over itself would leap; one that is kept in step lacks a sample here and there.
  expect(heard.length).toBeGreaterThan(said.length - 1000);
  expect(heard.every((sample, at) => at === 0 || sample - (heard[at - 1] ?? 0) <= 1)).toBe(true);
  expect(heard.every((sample, at) => at === 0 || sample >= (heard[at - 1] ?? 0))).toBe(true);
});

/** Speaks a ramp, each sample unlike its neighbors, in frames that arrive at the given times. */
async function recordRamp(arrivals: readonly number[]) {
  const session = await capture.call();
  const recording = await capture.record(session);
  const said = Int16Array.from({ length: 160 * arrivals.length }, (_, i) => 1 + (i % 30_000));
  for (const [i, arrivedMs] of arrivals.entries()) {
    capture.clock.advance(arrivedMs - capture.clock.monotonicMs());
    const frame = said.subarray(160 * i, 160 * (i + 1));
    session.track('remote')?.push(frame, 8000, capture.clock.monotonicMs());
    if (i % 500 === 0) await capture.recorder.flush();
  }
  const { media, ...done } = await capture.stop(recording);
  return { said, media, heard: (await capture.audio(done)).channels[0] };
}

describe('a track recorded alone is kept sample for sample', () => {
  const from = 10_000;

  test.each([-200, 200])('with a clock that drifts by %d ppm for ten minutes', async (ppm) => {
    const ptime = 20 * (1 + ppm / 1e6);
    const { said, heard, media } = await recordRamp(
      Array.from({ length: 30_000 }, (_, i) => from + i * ptime),
    );
    expect(media?.gaps).toEqual([]);
    expect(heard).toEqual(said);
  });

  test('with late first frames and a lost frame later on', async () => {
    const arrivals = Array.from({ length: 500 }, (_, i) => from + Math.max(70, i * 20));
    const lost = arrivals.map((ms, i) => (i < 300 ? ms : ms + 20));
    const { said, heard = new Int16Array(), media } = await recordRamp(lost);
    expect(media?.gaps).toHaveLength(1);
    const kept = heard.filter((sample) => sample !== 0);
    expect(kept).toEqual(said);
    expect(heard).toHaveLength(said.length + 160);
  });
});
