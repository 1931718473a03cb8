import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Recording, startRecording } from '@tricord/core';
import { energyOf, frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  speak,
  type TestCapture,
} from '../testing/test-capture.ts';
import { MIN_LOAD } from './admission/admission.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const beep = (frequencyHz: number, durationMs: number, sampleRateHz = 8000) =>
  tone({ frequencyHz, durationMs, sampleRateHz, amplitude: 0.25 });

describe('SessionRecorder', () => {
  test('keeps what was said, sample for sample, with its length and checksum', async () => {
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

  test('a pause that skips shortens the recording by its length', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'skip' });
    speak(capture, [{ session, samples: beep(1200, 700) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    speak(capture, [{ session, samples: beep(800, 1000) }]);
    const done = await capture.stop(recording);

    expect(done.media?.durationMs).toBe(2000);
    expect(done).toMatchObject({ pausedMs: 700, skippedMs: 700 });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(frequencyOf(said.subarray(0, 8000), 8000)).toBeCloseTo(400, -1);
    expect(frequencyOf(said.subarray(8000), 8000)).toBeCloseTo(800, -1);
  });

  test('a pause that skips does so, too, when the audio comes a little late', async () => {
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

  test('a pause cuts where the audio is, also once its clock has drifted far from ours', async () => {
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

  test('a pause that keeps silence leaves the length, and nothing of what was said', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'silence' });
    speak(capture, [{ session, samples: beep(1200, 700) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    speak(capture, [{ session, samples: beep(800, 1000) }]);
    const done = await capture.stop(recording);

    expect(done.media?.durationMs).toBe(2700);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(energyOf(said.subarray(8000, 13_600))).toBe(0);
    expect(frequencyOf(said.subarray(13_600), 8000)).toBeCloseTo(800, -1);
  });

  test('stopped while paused: the pause counts only when it is kept as silence', async () => {
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

  test('while it is paused all that it keeps is on disk, also the silence before the pause', async () => {
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
  ] as const)('%j keeps audio out that is still held, for it came late, at %j', async (on, off) => {
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

  test('maxDuration cuts at the sample, and paused time does not count', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { maxDurationMs: 1000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 600) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'pause', behavior: 'silence' });
    speak(capture, [{ session, samples: beep(400, 5000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'resume' });
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    const done = await finished;
    expect(done.endReason).toBe('max-duration');
    expect(done.media?.durationMs).toBe(6000);
  });

  test('maxSilence ends it, and leaves 200 ms of the silence (docs/contracts/ari.md#recorder-semantics)', async () => {
    const session = await capture.call();
    await capture.record(session, { maxSilenceMs: 1000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 500) }]);
    speak(capture, [{ session, samples: new Int16Array(3 * 8000) }]);
    const done = await finished;
    expect(done.endReason).toBe('max-silence');
    expect(done.media).toMatchObject({ durationMs: 700, talkingMs: 500, silenceMs: 1020 });
  });

  test('terminateOn ends it at the digit; other digits do not', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { terminateOn: '#' });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 300) }]);
    session.dtmf('5');
    speak(capture, [{ session, samples: beep(400, 300) }]);
    session.dtmf('#');
    const done = await finished;
    expect(done.id).toBe(recording.id);
    expect(done).toMatchObject({ endReason: 'dtmf', media: { durationMs: 600 } });
    const told = capture.published.filter(
      ({ type }) => type === 'session.dtmf' || type === 'recording.finishing',
    );
    expect(told).toMatchObject([
      { type: 'session.dtmf', accountId: ACCOUNT, session: { id: session.id }, digit: '5' },
      { type: 'session.dtmf', digit: '#' },
      { type: 'recording.finishing' },
    ]);
  });

  test.each([
    ['the longest duration', { maxDurationMs: 4000 }, 'max-duration', 4000],
    ['a digit', { terminateOn: '#' }, 'dtmf', 4500],
  ] as const)(
    'silence at the end stays when %s ends it',
    async (_what, settings, endReason, ms) => {
      const session = await capture.call();
      await capture.record(session, settings);
      const finished = nextEvent(capture.events, 'recording.finished');
      speak(capture, [{ session, samples: beep(400, 1000) }]);
      speak(capture, [{ session, samples: new Int16Array(8 * 3500) }]);
      session.dtmf('#');
      expect(await finished).toMatchObject({ endReason, media: { durationMs: ms } });
    },
  );

  test('silence at the end stays though there is a limit of silence, when something else ends it', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { maxSilenceMs: 5000, maxDurationMs: 3000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    speak(capture, [{ session, samples: new Int16Array(8 * 3000) }]);
    const done = await finished;
    expect(done.id).toBe(recording.id);
    expect(done.media).toMatchObject({ durationMs: 3000, talkingMs: 1000, silenceMs: 2000 });
  });

  test('what is no key is not told of', async () => {
    const session = await capture.call();
    for (const digit of ['', 'x', '12', 'a']) session.dtmf(digit);
    expect(capture.published.map(({ type }) => type)).toEqual(['session.started']);
  });

  test('trimSilence takes the silence off both ends', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { trimSilence: true });
    speak(capture, [{ session, samples: new Int16Array(4000) }]);
    speak(capture, [{ session, samples: beep(400, 500) }]);
    speak(capture, [{ session, samples: new Int16Array(8000) }]);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBe(500);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(said).toEqual(beep(400, 500));
  });

  test('a hang-up ends it: done before the end of the session is published', async () => {
    const session = await capture.call();
    await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    await capture.end(session);
    expect(capture.published.slice(-2).map((event) => event.type)).toEqual([
      'recording.finished',
      'session.ended',
    ]);
    const [stored] = (await capture.catalog.recordings.list({ accountId: ACCOUNT, limit: 9 }))
      .items;
    expect(stored).toMatchObject({
      state: 'done',
      endReason: 'hangup',
      media: { durationMs: 1000 },
    });
  });

  test('nothing at all for maxStall ends it; without that limit it waits', async () => {
    const session = await capture.call();
    const patient = await capture.record(session);
    const strict = await capture.record(session, { maxStallMs: 4000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(4500);
    expect(await finished).toMatchObject({ id: strict.id, endReason: 'stalled' });
    expect((await capture.catalog.recordings.get(ACCOUNT, patient.id))?.state).toBe('recording');
  });

  test('audio that never came is silence of its length, and stands in the gap map', async () => {
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

  test('hours of silence that was never sent are kept', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(3 * 3_600_000);
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBe(3 * 3_600_000 + 2000);
    expect(done.media?.gaps).toMatchObject([{ offsetMs: 1000, lengthMs: 3 * 3_600_000 }]);
  });

  test.each([
    ['remote side left and the local side right', undefined, [900, 300]],
    ['local side left, where that is wanted', 'local-left', [300, 900]],
  ] as const)('stereo keeps the %s', async (_which, stereo, [left, right]) => {
    const session = await capture.call(['local', 'remote']);
    const order = stereo === undefined ? {} : { stereo };
    const recording = await capture.record(session, { channels: 2, ...order });
    speak(capture, [
      { session, track: 'local', samples: beep(300, 1000) },
      { session, track: 'remote', samples: beep(900, 1000) },
    ]);
    const done = await capture.stop(recording);
    const { channels } = await capture.audio(done);
    expect(channels).toEqual([beep(left, 1000), beep(right, 1000)]);
    expect(done.settings.stereo).toBe(stereo ?? 'remote-left');
  });

  test('one track alone can be recorded', async () => {
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

  test('the end of one recording leaves another of the same call as it is, also amid a stall', async () => {
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

  test('what is said after a stop is not in the recording, however long the catalog takes', async () => {
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

  test('one session is recorded several times at once, with different settings', async () => {
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

  test('a conference is the mix of its members, who come and go', async () => {
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

  test('overwrite: the earlier one stays until the new one is done, then goes', async () => {
    const session = await capture.call();
    const first = await capture.record(session, {}, { name: 'greeting' });
    speak(capture, [{ session, samples: beep(300, 500) }]);
    await capture.stop(first);
    const second = await capture.record(session, {}, { name: 'greeting', ifExists: 'overwrite' });
    expect((await capture.catalog.recordings.findByName(ACCOUNT, 'greeting', 'stored'))?.id).toBe(
      first.id,
    );
    speak(capture, [{ session, samples: beep(300, 700) }]);
    const done = await capture.stop(second);
    expect(done.media?.durationMs).toBe(700);
    expect((await capture.catalog.recordings.findByName(ACCOUNT, 'greeting', 'stored'))?.id).toBe(
      second.id,
    );
    expect(await capture.catalog.recordings.get(ACCOUNT, first.id)).toBeUndefined();
    expect(capture.forgotten).toEqual([first.id]);
  });

  test('append: the earlier audio comes first, in the format of the new one', async () => {
    const session = await capture.call();
    const first = await capture.record(session, { sampleRateHz: 16_000 }, { name: 'log' });
    speak(capture, [{ session, samples: beep(300, 1000) }]);
    await capture.stop(first);
    const second = await capture.record(session, {}, { name: 'log', ifExists: 'append' });
    speak(capture, [{ session, samples: beep(900, 500) }]);
    const done = await capture.stop(second);
    expect(done.media).toMatchObject({ durationMs: 1500, sampleRateHz: 8000 });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(said.length).toBe(12_000);
    expect(frequencyOf(said.subarray(0, 8000), 8000)).toBeCloseTo(300, -1);
    expect(said.subarray(8000)).toEqual(beep(900, 500));
  });

  test('the live file is a whole WAV after each flush', async () => {
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

  test('discard leaves nothing behind', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 2000) }]);
    await capture.recorder.command(ACCOUNT, recording.id, { type: 'discard' });
    expect((await capture.recorder.settled(ACCOUNT, recording.id)).state).toBe('canceled');
    expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
    expect(await capture.media.stat(recording.id)).toBeUndefined();
  });

  test('a recording whose file cannot be made fails with a cause; the others go on', async () => {
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

  test('of several exclusive starts at once, one succeeds; a stop makes room again', async () => {
    const session = await capture.call();
    const start = () =>
      startRecording(capture, {
        accountId: ACCOUNT,
        target: { sessionId: session.id },
        origin: { via: 'test' },
        exclusive: true,
      });
    const starts = await Promise.allSettled([start(), start(), start()]);
    const begun = starts.filter((result) => result.status === 'fulfilled');
    expect(begun).toHaveLength(1);
    for (const { value } of begun) await capture.stop(value);
    expect((await start()).state).toBe('queued');
  });

  test('a kept call is whole when somebody asks, and gone when nobody does', async () => {
    const [asked, unasked] = [await capture.call(), await capture.call()];
    for (const session of [asked, unasked]) capture.recorder.keep(session, {}, 0);
    const both = (samples: Int16Array) =>
      speak(capture, [
        { session: asked, samples },
        { session: unasked, samples },
      ]);
    both(beep(300, 1500));
    await capture.recorder.flush();
    const recording = await capture.record(asked, { wholeCall: true });
    expect(recording.startedAt).toBe(asked.session.startedAt);
    both(beep(900, 500));
    await capture.end(unasked);
    const done = await capture.stop(recording);
    expect(done.media?.durationMs).toBe(2000);
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(said.subarray(0, 12_000)).toEqual(beep(300, 1500));
    expect(said.subarray(12_000)).toEqual(beep(900, 500));
    expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
    expect(
      (await capture.catalog.recordings.list({ accountId: ACCOUNT, limit: 9 })).items,
    ).toHaveLength(1);
  });

  test('a start that does not ask for the whole call begins now, also on a kept call', async () => {
    const session = await capture.call();
    capture.recorder.keep(session, {}, 0);
    speak(capture, [{ session, samples: beep(300, 1000) }]);
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(900, 500) }]);
    expect((await capture.stop(recording)).media?.durationMs).toBe(500);
  });

  test('the parties hear the beep; the recording does not, and counts from its end', async () => {
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

  test('under a load that matters, a late event loop refuses clients, but no line; live ones go on', async () => {
    const session = await capture.call();
    const live: Recording[] = [];
    const late = (seconds: number) => {
      capture.loopDelay.ms = 251;
      capture.clock.advance(seconds * 1000);
    };
    while (live.length < MIN_LOAD - 1) live.push(await capture.record(session));
    late(10);
    live.push(await capture.record(session));
    late(1);
    await expect(capture.record(session)).rejects.toMatchObject({
      code: 'recorder-full',
      message:
        'There is no room for another recording: the event loop was late by 251 and 251 ms in two seconds in a row; limit 250 ms; 50 live recordings',
    });
    expect(capture.recorder.status()).toBe('full');
    expect(capture.recorder.refusal).toMatch(/^the event loop was late by 251 and 251 ms/);
    live.push(await capture.record(session, {}, { via: 'line' }));
    speak(capture, [{ session, samples: beep(300, 500) }]);
    for (const recording of live) expect((await capture.stop(recording)).state).toBe('done');
    capture.clock.advance(1000);
    expect(capture.recorder.status()).toBe('ready');
    expect(capture.recorder.refusal).toBeUndefined();
  });

  test('draining finishes what is live and takes nothing new', async () => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: beep(400, 1234) }]);
    await capture.recorder.drain();
    const done = await capture.catalog.recordings.get(ACCOUNT, recording.id);
    expect(done).toMatchObject({ state: 'done', endReason: 'shutdown' });
    expect(done?.media?.durationMs).toBe(1234);
    await expect(capture.record(session)).rejects.toMatchObject({ code: 'recorder-draining' });
  });

  test('refuses when the store has no room, and what it does not own', async () => {
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
    const full = await openTestCapture({ freeBytes: 999_999 });
    const call = await full.call();
    await expect(full.record(call)).rejects.toMatchObject({
      code: 'recorder-full',
      message: expect.stringContaining('the disk has 0 MiB free'),
    });
    await expect(full.record(call, {}, { via: 'line' })).rejects.toMatchObject({
      code: 'recorder-full',
    });
    await full.close();
  });
});

test('members of a conference whose clocks drift apart stay in step in the mix', async () => {
  const drifting = await openTestCapture();
  const [slow, fast] = [await drifting.call(), await drifting.call()];
  for (const { id } of [slow, fast]) await drifting.describe(id, { conferenceId: 'room' });
  const conferenceId = slow.session.call.conference?.id ?? '';
  const recording = await drifting.record({ kind: 'conference', conferenceId });
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
        session.tracks[0]?.push(frame, 8000, drifting.clock.monotonicMs());
      }
    };
  };
  const speakers = [clicker(slow, 200, 10_000, 0), clicker(fast, -200, -10_000, 500)];
  const seconds = 600;
  for (let ms = 0; ms <= seconds * 1000; ms += 10) {
    for (const speak of speakers) speak(ms);
    drifting.clock.advance(10);
    if (ms % 10_000 === 0) await drifting.recorder.flush();
  }
  const { channels } = await drifting.audio(await drifting.stop(recording));
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
  await drifting.close();
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

test('tracks that share a recording are never laid over themselves, however late one begins', async () => {
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

describe('a track that is recorded alone is kept sample for sample', () => {
  const from = 10_000;

  test.each([-200, 200])('though its clock drifts by %d ppm for ten minutes', async (ppm) => {
    const ptime = 20 * (1 + ppm / 1e6);
    const { said, heard, media } = await recordRamp(
      Array.from({ length: 30_000 }, (_, i) => from + i * ptime),
    );
    expect(media?.gaps).toEqual([]);
    expect(heard).toEqual(said);
  });

  test('though its first frames come late, and a later one is lost', async () => {
    const arrivals = Array.from({ length: 500 }, (_, i) => from + Math.max(70, i * 20));
    const lost = arrivals.map((ms, i) => (i < 300 ? ms : ms + 20));
    const { said, heard = new Int16Array(), media } = await recordRamp(lost);
    expect(media?.gaps).toHaveLength(1);
    const kept = heard.filter((sample) => sample !== 0);
    expect(kept).toEqual(said);
    expect(heard).toHaveLength(said.length + 160);
  });
});
