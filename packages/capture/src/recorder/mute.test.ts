import { energyOf, frequencyOf } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveSession } from '../intake/live-session.ts';
import { beep } from '../testing/beep.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  speak,
  type TestCapture,
} from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

/** Delivers delayed 20 ms frames all at once. */
function deliverAtOnce(session: LiveSession, samples: Int16Array): void {
  for (let at = 0; at < samples.length; at += 160) {
    const frame = samples.subarray(at, at + 160);
    session.track('remote')?.push(frame, 8000, capture.clock.monotonicMs());
  }
}

describe('mute', () => {
  test('records silence of the same length', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    speak(capture, [{ session, samples: beep(400, 500) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'unmute' });
    speak(capture, [{ session, samples: beep(400, 500) }]);
    const [said = new Int16Array()] = (await capture.audio(await capture.stop(recording))).channels;
    expect(said.length).toBe(12_000);
    expect(energyOf(said.subarray(4000, 8000))).toBe(0);
    expect(energyOf(said.subarray(8000))).toBeGreaterThan(0);
  });

  test('excludes audio from the mute that the network delivers after the unmute', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    capture.clock.advance(400);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'unmute' });
    capture.clock.advance(20);
    deliverAtOnce(session, beep(1600, 400));
    speak(capture, [{ session, samples: beep(400, 500) }]);
    const [said = new Int16Array()] = (await capture.audio(await capture.stop(recording))).channels;
    expect(said.length).toBe(11_200);
    expect(energyOf(said.subarray(4000, 7200))).toBe(0);
    expect(frequencyOf(said.subarray(0, 4000), 8000)).toBeCloseTo(400, -1);
    expect(frequencyOf(said.subarray(7200), 8000)).toBeCloseTo(400, -1);
  });

  test('keeps audio from before the mute that arrives during it', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    capture.clock.advance(400);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    deliverAtOnce(session, beep(400, 400));
    speak(capture, [{ session, samples: beep(1600, 500) }]);
    const [said = new Int16Array()] = (await capture.audio(await capture.stop(recording))).channels;
    expect(frequencyOf(said.subarray(0, 7200), 8000)).toBeCloseTo(400, -1);
    expect(said.length).toBe(11_200);
    expect(energyOf(said.subarray(7200))).toBe(0);
  });

  test('muted speech still counts as speech for the silence limit, as in Asterisk', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { maxSilenceMs: 1000 });
    speak(capture, [{ session, samples: beep(400, 500) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    speak(capture, [{ session, samples: beep(400, 3000) }]);
    expect((await capture.catalog.recordings.get(ACCOUNT, recording.id))?.state).toBe('recording');
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: new Int16Array(8 * 1500) }]);
    const done = await finished;
    expect(done).toMatchObject({ endReason: 'max-silence', muted: true });
    // Muted speech counts as talking time, although the file has silence in its place.
    expect(done.media).toMatchObject({ durationMs: 3700, talkingMs: 3500, silenceMs: 1020 });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(energyOf(said.subarray(4000))).toBe(0);
  });
});
