import type { RecorderCommand } from '@tricord/core';
import { energyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TimestampedAudio } from '../intake/timestamped-audio.ts';
import { ACCOUNT, openTestCapture, type TestCapture } from '../testing/test-capture.ts';

const PTIME = 20;
/** A jump that is too short to count as a restart of the timestamps. */
const JUMP_MS = 1500;

const COMMANDS: readonly [string, RecorderCommand][] = [
  ['stop', { type: 'stop' }],
  ['pause', { type: 'pause', behavior: 'skip' }],
  ['mute', { type: 'mute' }],
];

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

/** Records one second, then 800 ms with timestamps in the future, which are held back. */
async function recordAhead() {
  const session = await capture.call();
  const recording = await capture.record(session);
  const audio = new TimestampedAudio(
    () => session.tracks,
    () => undefined,
  );
  const [track] = session.tracks;
  const samples = tone({ frequencyHz: 400, durationMs: PTIME, sampleRateHz: 8000, amplitude: 0.3 });
  if (track === undefined) throw new Error('no track');
  for (let ms = 0; ms < 1800; ms += PTIME) {
    capture.clock.advance(PTIME);
    const timestampMs = ms < 1000 ? ms : ms + JUMP_MS;
    // Varies each frame, so that none is dropped as a duplicate.
    samples[0] = ms;
    audio.push(track, samples, 8000, timestampMs, capture.clock.monotonicMs());
  }
  return { session, recording };
}

/** Non-silent length of a recording, in milliseconds. */
function heardMs(samples: Int16Array): number {
  let frames = 0;
  for (let at = 0; at < samples.length; at += 160) {
    if (energyOf(samples.subarray(at, at + 160)) > 0) frames += 1;
  }
  return frames * PTIME;
}

test.each(COMMANDS)(
  'audio that arrived before a %s is kept, even if it is held back for earlier audio',
  async (_type, command) => {
    const { session, recording } = await recordAhead();
    await capture.recorder.command(ACCOUNT, recording.id, command);
    if (command.type !== 'stop') {
      capture.clock.advance(5000);
      await capture.end(session);
    }
    const done = await capture.recorder.settled(ACCOUNT, recording.id);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(heardMs(said)).toBe(1800);
    expect(done.media?.gaps).toMatchObject([
      { offsetMs: 1000, lengthMs: JUMP_MS, reason: 'network', track: 'remote' },
    ]);
  },
);
