import type { PauseBehavior, Recording } from '@tricord/core';
import { energyOf, frequencyOf } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

/** A recording of 1 s at 400 Hz and 1 s at 800 Hz, paused in between for 700 ms at 1200 Hz. */
async function pausedFor700Ms(behavior: PauseBehavior): Promise<Recording> {
  const session = await capture.call();
  const recording = await capture.record(session);
  speak(capture, [{ session, samples: beep(400, 1000) }]);
  await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior });
  speak(capture, [{ session, samples: beep(1200, 700) }]);
  await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
  speak(capture, [{ session, samples: beep(800, 1000) }]);
  return capture.stop(recording);
}

describe('pause', () => {
  test('pause with skip shortens the recording by the length of the pause', async () => {
    const done = await pausedFor700Ms('skip');
    expect(done.media?.durationMs).toBe(2000);
    expect(done).toMatchObject({ pausedMs: 700, skippedMs: 700 });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(frequencyOf(said.subarray(0, 8000), 8000)).toBeCloseTo(400, -1);
    expect(frequencyOf(said.subarray(8000), 8000)).toBeCloseTo(800, -1);
  });

  test('pause with skip also works when audio arrives slightly late', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(60);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    speak(capture, [{ session, samples: beep(1200, 700) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    speak(capture, [{ session, samples: beep(800, 1000) }]);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBeGreaterThan(2900);
    expect(done.media?.durationMs).toBeLessThan(3070);
  });

  test("pause cuts at the right sample after the sender's clock has drifted", async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    // Its clock is slow by half a percent, so that it falls behind ours by 300 ms.
    const speakSlowly = (samples: Int16Array) => {
      for (let at = 0; at < samples.length; at += 160) {
        capture.clock.advance(20.1);
        const frame = samples.subarray(at, at + 160);
        session.track('remote')?.push(frame, 8000, capture.clock.monotonicMs());
      }
    };
    speakSlowly(beep(400, 60_000));
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    speakSlowly(beep(1600, 2000));
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    speakSlowly(beep(800, 2000));
    const done = await capture.stop(recording);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    const end = said.length - 2000 * 8;
    expect(frequencyOf(said.subarray(end - 4000, end), 8000)).toBeCloseTo(400, -1);
    expect(frequencyOf(said.subarray(end, end + 4000), 8000)).toBeCloseTo(800, -1);
    expect(said.length).toBeGreaterThanOrEqual(62_000 * 8 - 160);
    expect(said.length).toBeLessThanOrEqual(62_000 * 8 + 160);
  });

  test('pause with silence keeps the length and drops the audio', async () => {
    const done = await pausedFor700Ms('silence');
    expect(done.media?.durationMs).toBe(2700);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(energyOf(said.subarray(8000, 13_600))).toBe(0);
    expect(frequencyOf(said.subarray(13_600), 8000)).toBeCloseTo(800, -1);
  });

  test('a stop while paused includes the pause only if it is kept as silence', async () => {
    for (const [behavior, expected] of [
      ['skip', 500],
      ['silence', 800],
    ] as const) {
      const session = await capture.call();
      const recording = await capture.record(session);
      speak(capture, [{ session, samples: beep(400, 500) }]);
      await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior });
      speak(capture, [{ session, samples: beep(400, 300) }]);
      expect((await capture.stop(recording)).media?.durationMs).toBe(expected);
    }
  });

  test('everything before a pause, including silence, is on disk while it is paused', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    capture.clock.advance(300);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    capture.clock.advance(2000);
    // The first waits for the write that the clock has begun.
    await capture.recorder.flush();
    await capture.recorder.flush();
    expect((await capture.liveAudio(recording)).durationMs).toBe(800);
    expect((await capture.stop(recording)).media?.durationMs).toBe(800);
  });

  test.each([
    [{ type: 'mute' }, { type: 'unmute' }],
    [{ type: 'pause', behavior: 'skip' }, { type: 'resume' }],
    [{ type: 'pause', behavior: 'silence' }, { type: 'resume' }],
  ] as const)('%j excludes late audio that is still held when %j comes', async (on, off) => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    await capture.recorder.command(ACCOUNT, recording.id, on);
    capture.clock.advance(200);
    speak(capture, [{ session, samples: beep(1600, 200) }]);
    await capture.recorder.command(ACCOUNT, recording.id, off);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    const [said = new Int16Array()] = (await capture.audio(await capture.stop(recording))).channels;
    const tenths = Array.from({ length: Math.floor(said.length / 800) }, (_, index) =>
      said.subarray(index * 800, (index + 1) * 800),
    ).filter((tenth) => energyOf(tenth) > 0.05);
    expect(tenths.length).toBeGreaterThanOrEqual(9);
    for (const tenth of tenths) expect(frequencyOf(tenth, 8000)).toBeLessThan(800);
  });
});
