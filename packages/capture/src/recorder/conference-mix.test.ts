import { energyOf, frequencyOf } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

test('mixes the members of a conference as they join and leave', async () => {
  const [a, b] = [await capture.call(), await capture.call()];
  for (const { id } of [a, b]) await capture.describe(id, { conferenceId: 'sales' });
  const conferenceId = a.session.call.conference?.id ?? '';
  const recording = await capture.record({ kind: 'conference', conferenceId });
  speak(capture, [{ session: a, samples: beep(300, 1000) }]);
  speak(capture, [
    { session: a, samples: beep(300, 1000) },
    { session: b, samples: beep(900, 1000) },
  ]);
  await capture.end(a);
  speak(capture, [{ session: b, samples: beep(900, 1000) }]);
  const done = await capture.stop(recording);
  expect(done.media?.durationMs).toBe(3000);
  const [said = new Int16Array()] = (await capture.audio(done)).channels;
  expect(frequencyOf(said.subarray(0, 8000), 8000)).toBeCloseTo(300, -1);
  const both = energyOf(said.subarray(8000, 16_000));
  expect(both).toBeGreaterThan(1.3 * energyOf(said.subarray(0, 8000)));
  expect(frequencyOf(said.subarray(16_000), 8000)).toBeCloseTo(900, -1);
});

test('members whose clocks drift apart stay aligned in the mix', async () => {
  const [slow, fast] = [await capture.call(), await capture.call()];
  for (const { id } of [slow, fast]) await capture.describe(id, { conferenceId: 'room' });
  const conferenceId = slow.session.call.conference?.id ?? '';
  const recording = await capture.record({ kind: 'conference', conferenceId });
  // Each clicks once a second, half a second apart, through a clock of +200 or -200 ppm.
  const clicker = (session: typeof slow, ppm: number, amplitude: number, shiftMs: number) => {
    const ptime = 20 * (1 + ppm / 1e6);
    let next = 0;
    return (nowMs: number) => {
      for (; (next + 1) * ptime <= nowMs; next++) {
        const clickMs = Math.ceil((next * ptime - shiftMs) / 1000) * 1000 + shiftMs;
        const frame = new Int16Array(160);
        const at = Math.floor(((clickMs - next * ptime) / ptime) * 160);
        if (at < 160) frame[at] = amplitude;
        session.tracks[0]?.push(frame, 8000, capture.clock.monotonicMs());
      }
    };
  };
  const speakers = [clicker(slow, 200, 10_000, 0), clicker(fast, -200, -10_000, 500)];
  const seconds = 600;
  for (let ms = 0; ms <= seconds * 1000; ms += 10) {
    for (const speak of speakers) speak(ms);
    capture.clock.advance(10);
    if (ms % 10_000 === 0) await capture.recorder.flush();
  }
  const { channels } = await capture.audio(await capture.stop(recording));
  const [mix = new Int16Array()] = channels;
  const clicks = (sign: 1 | -1) => [...mix.keys()].filter((i) => (mix[i] ?? 0) * sign > 5000);
  const [left, right] = [clicks(1), clicks(-1)];
  expect(Math.abs(left.length - seconds)).toBeLessThan(5);
  expect(Math.abs(right.length - seconds)).toBeLessThan(5);
  const apart = left.slice(20, -2).map((at) => {
    const nearest = right.find((other) => other > at) ?? Number.NaN;
    return Math.abs((nearest - at) / 8 - 500);
  });
  expect(Math.max(...apart)).toBeLessThan(20);
});
