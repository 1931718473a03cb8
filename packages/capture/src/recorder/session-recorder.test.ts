import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { energyOf, frequencyOf } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

describe('SessionRecorder', () => {
  test('stores the audio sample for sample, with its length and checksum', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    const said = beep(440, 2000);
    speak(capture, [{ session, samples: said }]);
    const done = await capture.stop(recording);

    expect(done).toMatchObject({ state: 'done', endReason: 'requested' });
    expect(done.media).toMatchObject({
      durationMs: 2000,
      sampleRateHz: 8000,
      channels: 1,
      gaps: [],
    });
    expect(done.media?.bytes).toBe(44 + 2 * 16_000);
    expect(done.media?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { channels } = await capture.audio(done);
    expect(channels).toEqual([said]);
    expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
  });

  test('publishes each change once, in order', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' });
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'unmute' });
    await capture.stop(recording);
    expect(capture.published.map((event) => event.type)).toEqual([
      'session.started',
      'recording.queued',
      'recording.started',
      'recording.paused',
      'recording.resumed',
      'recording.muted',
      'recording.unmuted',
      'recording.finishing',
      'recording.finished',
    ]);
  });

  test('records a single track', async () => {
    const session = await capture.call(['local', 'remote']);
    const recording = await capture.record(session, { track: 'local' });
    speak(capture, [
      { session, track: 'local', samples: beep(300, 1000) },
      { session, track: 'remote', samples: beep(900, 1000) },
    ]);
    expect((await capture.audio(await capture.stop(recording))).channels).toEqual([
      beep(300, 1000),
    ]);
  });

  test('records a session several times at once, with different settings', async () => {
    const session = await capture.call(['local', 'remote']);
    const stereo = await capture.record(session, { channels: 2 });
    speak(capture, [{ session, track: 'remote', samples: beep(900, 1000) }]);
    const wide = await capture.record(session, { sampleRateHz: 16_000 });
    speak(capture, [{ session, track: 'remote', samples: beep(900, 1000) }]);
    expect((await capture.stop(stereo)).media).toMatchObject({ durationMs: 2000, channels: 2 });
    const done = await capture.stop(wide);
    expect(done.media).toMatchObject({ durationMs: 1000, sampleRateHz: 16_000, channels: 1 });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(frequencyOf(said, 16_000)).toBeCloseTo(900, -1);
  });

  test('missing audio becomes silence of the same length and a gap-map entry', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(2000);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBe(4000);
    expect(done.media?.gaps).toEqual([
      {
        offsetMs: 1000,
        lengthMs: 2000,
        expectedFrames: 100,
        receivedFrames: 0,
        reason: 'network',
        track: 'remote',
      },
    ]);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(energyOf(said.subarray(8000, 24_000))).toBe(0);
    expect(energyOf(said.subarray(24_000))).toBeGreaterThan(0);
  });

  test('keeps hours of silence during which nothing was sent', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(3 * 3_600_000);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBe(3 * 3_600_000 + 2000);
    expect(done.media?.gaps).toMatchObject([{ offsetMs: 1000, lengthMs: 3 * 3_600_000 }]);
  });

  test('stopping one recording of a call during a stall does not affect another', async () => {
    const session = await capture.call();
    const [first, second] = [await capture.record(session), await capture.record(session)];
    speak(capture, [{ session, samples: beep(400, 500) }]);
    capture.clock.advance(800);
    const burst = beep(400, 800);
    const now = capture.clock.monotonicMs();
    session.track('remote')?.push(burst.subarray(0, 160), 8000, now);
    await capture.stop(first);
    for (let at = 160; at < burst.length; at += 160) {
      session.track('remote')?.push(burst.subarray(at, at + 160), 8000, now);
    }
    speak(capture, [{ session, samples: beep(400, 500) }]);
    const done = await capture.stop(second);
    expect(done.media).toMatchObject({ durationMs: 1800, gaps: [] });
  });

  test('excludes audio that arrives after a stop, however slow the catalog is', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    const { recordings } = capture.catalog;
    const apply = recordings.apply.bind(recordings);
    let goOn = () => {};
    const busy = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    recordings.apply = async (...given) => {
      await busy;
      return apply(...given);
    };
    const stopped = capture.stop(recording);
    speak(capture, [{ session, samples: beep(1600, 400) }]);
    goOn();
    expect((await stopped).media?.durationMs).toBe(500);
  });

  test('plays the beep to the parties, and starts recording after it', async () => {
    const session = await capture.call();
    let beeps = 0;
    session.addBeeper(() => {
      beeps += 1;
    });
    speak(capture, [{ session, samples: beep(300, 200) }]);
    const recording = await capture.record(session, { beep: true });
    speak(capture, [{ session, samples: beep(300, 240) }]);
    capture.clock.advance(10);
    speak(capture, [{ session, samples: beep(900, 1000) }]);
    const done = await capture.stop(recording);
    expect(beeps).toBe(1);
    expect(done.pausedMs).toBe(0);
    expect(Math.abs((done.media?.durationMs ?? 0) - 1000)).toBeLessThanOrEqual(20);
  });

  test('the live file is a valid WAV after each flush', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 3500) }]);
    // The first waits for the write that is under way, the second writes the rest.
    await capture.recorder.flush();
    await capture.recorder.flush();
    const live = await capture.liveAudio(recording);
    expect(live.durationMs).toBeGreaterThanOrEqual(2800);
    expect(live.channels[0]).toEqual(beep(400, 3500).subarray(0, live.channels[0]?.length));
  });

  test('discard leaves no file behind', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 2000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'discard' });
    expect((await capture.recorder.settled(ACCOUNT, recording.id)).state).toBe('canceled');
    expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
    expect(await capture.media.stat(recording.id)).toBeUndefined();
  });

  test('a recording whose file cannot be created fails with a cause; others continue', async () => {
    const session = await capture.call();
    const good = await capture.record(session);
    const blocked = { ...good, id: capture.ids.uuid(), name: 'blocked', state: 'queued' as const };
    await writeFile(join(capture.folder, 'live', `${blocked.id}.wav`), 'in the way');
    const failing = nextEvent(capture.events, 'recording.failed');
    await capture.recorder.begin(blocked);
    expect((await failing).cause).toContain('another file is in its place');
    speak(capture, [{ session, samples: beep(400, 500) }]);
    expect((await capture.stop(good)).media?.durationMs).toBe(500);
  });

  test('drain finishes live recordings and refuses new ones', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1234) }]);
    await capture.recorder.drain();
    const done = await capture.catalog.recordings.get(ACCOUNT, recording.id);
    expect(done).toMatchObject({ state: 'done', endReason: 'shutdown' });
    expect(done?.media?.durationMs).toBe(1234);
    await expect(capture.record(session)).rejects.toMatchObject({ code: 'recorder-draining' });
  });

  test('refuses commands of another account and commands after the end', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    await expect(
      capture.recorder.command('22222222-2222-4222-8222-222222222222', recording.id, {
        type: 'stop',
      }),
    ).rejects.toMatchObject({ code: 'recording-not-found' });
    await capture.stop(recording);
    await expect(
      capture.recorder.command(ACCOUNT, recording.id, { type: 'mute' }),
    ).rejects.toMatchObject({ code: 'recording-not-live' });
  });
});
