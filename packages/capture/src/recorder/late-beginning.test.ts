import type { TrackName } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveSession } from '../intake/live-session.ts';
import { TimestampedAudio } from '../intake/timestamped-audio.ts';
import { ACCOUNT, openTestCapture, type TestCapture } from '../testing/test-capture.ts';
import { LATENESS_MS, PTIME_MS, TICK_MS } from '../timing.ts';

const RATE = 8000;
const FRAME = (RATE * PTIME_MS) / 1000;

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

/** What is said of each track from the call's begin on, milliseconds. */
const SAID: readonly (readonly [TrackName, fromMs: number, toMs: number])[] = [
  ['local', 200, 300],
  ['remote', 0, 300],
];

/** Sends frames with timestamps on a session's tracks; every sample of a frame is its number. */
function sender(session: LiveSession) {
  const audio = new TimestampedAudio(
    () => session.tracks,
    () => undefined,
  );
  return (name: TrackName, timestampMs: number) => {
    const track = session.track(name);
    if (track === undefined) throw new Error(`no ${name} track`);
    const samples = new Int16Array(FRAME).fill(1 + timestampMs / PTIME_MS);
    audio.push(track, samples, RATE, timestampMs, capture.clock.monotonicMs());
  };
}

/** Where each frame begins in a channel, milliseconds, by its number. */
function framesIn(channel: Int16Array): readonly (readonly [frame: number, atMs: number])[] {
  const frames: [number, number][] = [];
  channel.forEach((sample, at) => {
    if (sample !== 0 && sample !== channel[at - 1]) frames.push([sample - 1, (at * 1000) / RATE]);
  });
  return frames;
}

const framesOf = (fromMs: number, toMs: number) =>
  Array.from({ length: (toMs - fromMs) / PTIME_MS }, (_, i) => {
    const atMs = fromMs + i * PTIME_MS;
    return [atMs / PTIME_MS, atMs] as const;
  });

describe('a call whose first audio arrives together', () => {
  test.each([
    ['is stopped at once', 0, 0],
    ['is stopped a moment later', 0, TICK_MS / 2],
    ['hears nothing more', 0, 2000],
    ['goes on in time', 500, 0],
  ])(
    'late, and that %s, is whole, and each track is in its place',
    async (_what, onMs, afterMs) => {
      const session = await capture.call(['local', 'remote']);
      const send = sender(session);
      capture.clock.advance(100);
      const recording = await capture.record(session, { channels: 2 });
      capture.clock.advance(200);
      for (const [name, fromMs, toMs] of SAID) {
        for (let ms = fromMs; ms < toMs; ms += PTIME_MS) send(name, ms);
      }
      for (let ms = 300; ms < 300 + onMs; ms += PTIME_MS) {
        capture.clock.advance(PTIME_MS);
        send('local', ms);
        send('remote', ms);
      }
      capture.clock.advance(afterMs);
      const done = await capture.stop(recording);
      const { channels } = await capture.audio(done);
      expect(channels.map(framesIn)).toEqual(
        expect.arrayContaining([framesOf(200, 300 + onMs), framesOf(0, 300 + onMs)]),
      );
      expect(done.media?.gaps).toEqual([]);
    },
  );

  test('is whole where it runs ahead of the clock when it is stopped', async () => {
    const session = await capture.call();
    const send = sender(session);
    const recording = await capture.record(session);
    for (let ms = 0; ms < LATENESS_MS - PTIME_MS; ms += PTIME_MS) send('remote', ms);
    const { channels } = await capture.audio(await capture.stop(recording));
    expect(channels.map(framesIn)).toEqual([framesOf(0, LATENESS_MS - PTIME_MS)]);
  });

  test('is muted where it was muted when that was said', async () => {
    const session = await capture.call();
    const send = sender(session);
    const recording = await capture.record(session);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    capture.clock.advance(200);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'unmute' });
    capture.clock.advance(100);
    for (let ms = 0; ms < 300; ms += PTIME_MS) send('remote', ms);
    const done = await capture.stop(recording);
    const { channels } = await capture.audio(done);
    expect(channels.map(framesIn)).toEqual([framesOf(200, 300)]);
  });
});
