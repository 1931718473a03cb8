import {
  createConference,
  endConference,
  findConference,
  hangUp,
  joinConference,
  leaveConference,
  type Recording,
  startRecording,
} from '@tricord/core';
import { energyOf, frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveSessionControl } from '../intake/live-session-control.ts';
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

const said = (frequencyHz: number, durationMs: number) =>
  tone({ frequencyHz, durationMs, sampleRateHz: 8000, amplitude: 0.3 });

/** An explicitly created conference, recorded from before anyone joins. */
async function recordedRoom(): Promise<{ id: string; recording: Recording }> {
  const { id } = await createConference(capture, ACCOUNT, { name: 'room' });
  const recording = await capture.record({ kind: 'conference', conferenceId: id });
  return { id, recording };
}

const kept = ({ id }: Recording) => capture.catalog.recordings.get(ACCOUNT, id);

describe('the recording of an explicitly created conference', () => {
  test('waits for members and records them', async () => {
    const { id, recording } = await recordedRoom();
    capture.clock.advance(2000);
    const session = await capture.call();
    speak(capture, [{ session, samples: said(400, 300) }]);
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(700, 1000) }]);
    const done = await capture.stop(recording);
    const { channels } = await capture.audio(done);
    const [heard = new Int16Array()] = channels;
    expect(frequencyOf(heard.subarray(heard.length - 8 * 500), 8000)).toBeCloseTo(700, -1);
  });

  test('is done when the conference ends, even if nobody ever joined', async () => {
    const { id, recording } = await recordedRoom();
    await endConference(capture, ACCOUNT, id);
    expect(await kept(recording)).toMatchObject({ state: 'done', endReason: 'hangup' });
    expect((await kept(recording))?.media?.durationMs).toBe(0);
  });

  test('ends when the last member leaves; the conference and the call continue', async () => {
    const { id, recording } = await recordedRoom();
    const [a, b] = [await capture.call(), await capture.call()];
    for (const session of [a, b]) await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [
      { session: a, samples: said(400, 500) },
      { session: b, samples: said(700, 500) },
    ]);
    await leaveConference(capture, ACCOUNT, id, a.id);
    expect((await kept(recording))?.state).toBe('recording');
    const finished = nextEvent(capture.events, 'recording.finished');
    await leaveConference(capture, ACCOUNT, id, b.id);
    expect(await finished).toMatchObject({ id: recording.id, endReason: 'hangup' });
    expect((await kept(recording))?.media?.durationMs).toBe(500);
    expect(await findConference(capture, ACCOUNT, id)).toMatchObject({ state: 'live' });
    expect(capture.sessions.size).toBe(2);
  });

  test('ends with the last member despite a longer maxStall, as in Asterisk', async () => {
    const { id } = await createConference(capture, ACCOUNT, { name: 'patient' });
    const room = { kind: 'conference', conferenceId: id } as const;
    const recording = await capture.record(room, { maxStallMs: 4000 });
    const session = await capture.call();
    capture.clock.advance(3000);
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(400, 500) }]);
    const finished = nextEvent(capture.events, 'recording.finished');
    await leaveConference(capture, ACCOUNT, id, session.id);
    expect(await finished).toMatchObject({ id: recording.id, endReason: 'hangup' });
  });

  test('keeps everything a member says between pauses, whatever another member does', async () => {
    const { id, recording } = await recordedRoom();
    const [a, b] = [await capture.call(), await capture.call()];
    for (const session of [a, b]) await joinConference(capture, ACCOUNT, id, session.id);
    const quiet = (ms: number) => new Int16Array(8 * ms);
    const talk = () =>
      speak(capture, [
        { session: a, samples: said(400, 700) },
        { session: b, samples: quiet(700) },
      ]);
    talk();
    for (let i = 0; i < 3; i++) {
      speak(capture, [{ session: b, samples: quiet(1000) }]);
      talk();
    }
    const done = await capture.stop(recording);
    const [heard = new Int16Array()] = (await capture.audio(done)).channels;
    expect(done.media?.durationMs).toBe(5800);
    for (const fromMs of [0, 1700, 3400, 5100]) {
      const spurt = heard.subarray(8 * fromMs, 8 * (fromMs + 700));
      expect(energyOf(spurt.subarray(0, 800))).toBeGreaterThan(0.1);
      expect(energyOf(spurt.subarray(-800))).toBeGreaterThan(0.1);
      expect(frequencyOf(spurt, 8000)).toBeCloseTo(400, -1);
    }
    expect(done.media?.gaps.map(({ offsetMs, lengthMs }) => [offsetMs, lengthMs])).toEqual([
      [700, 1000],
      [2400, 1000],
      [4100, 1000],
    ]);
  });

  test('does not delay session.ended when its last member hangs up, as in Asterisk', async () => {
    const { id, recording } = await recordedRoom();
    const session = await capture.call();
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(400, 500) }]);
    const finished = nextEvent(capture.events, 'recording.finished');
    await capture.end(session);
    expect(await finished).toMatchObject({ id: recording.id, endReason: 'hangup' });
    const types = capture.published.map(({ type }) => type);
    expect(types.slice(types.indexOf('recording.finishing'))).toEqual([
      'recording.finishing',
      'conference.left',
      'session.ended',
      'recording.finished',
    ]);
  });

  test('is stored before conference.ended is published', async () => {
    const { id, recording } = await recordedRoom();
    const session = await capture.call();
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(400, 700) }]);
    await endConference(capture, ACCOUNT, 'room');
    expect(await kept(recording)).toMatchObject({
      state: 'done',
      endReason: 'hangup',
      media: { durationMs: 700 },
    });
    const types = capture.published.map(({ type }) => type);
    expect(types.indexOf('conference.left')).toBeGreaterThan(0);
    expect(types.indexOf('conference.left')).toBeLessThan(types.indexOf('conference.ended'));
    expect(types.indexOf('recording.finished')).toBeLessThan(types.indexOf('conference.ended'));
    expect(capture.sessions.get(ACCOUNT, session.id)?.session.call).not.toHaveProperty(
      'conference',
    );
  });

  test('can be started again once the conference is empty', async () => {
    const { id, recording } = await recordedRoom();
    const session = await capture.call();
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(400, 200) }]);
    const finished = nextEvent(capture.events, 'recording.finished');
    await leaveConference(capture, ACCOUNT, id, session.id);
    await finished;
    const second = await capture.record({ kind: 'conference', conferenceId: id });
    await joinConference(capture, ACCOUNT, id, session.id);
    speak(capture, [{ session, samples: said(400, 300) }]);
    expect((await capture.stop(second)).state).toBe('done');
    expect((await kept(recording))?.state).toBe('done');
  });

  test('is refused once the conference has ended', async () => {
    const { id } = await createConference(capture, ACCOUNT, { name: 'room' });
    await endConference(capture, ACCOUNT, id);
    const start = startRecording(capture, {
      accountId: ACCOUNT,
      target: { conferenceId: 'room' },
      origin: { via: 'test' },
    });
    await expect(start).rejects.toMatchObject({ code: 'conference-not-found' });
  });
});

describe('a conference named by its sessions', () => {
  const happened = () =>
    capture.published
      .map(({ type }) => type)
      .filter((type) => !type.startsWith('recording') && type !== 'session.updated');

  test("begins with the first member's audio and ends with the last's", async () => {
    const join = (n: number) =>
      capture.call(['remote'], capture.ids.uuid(), {
        conferenceId: 'room',
        externalId: `call ${n}`,
      });
    const [a, b] = [await join(1), await join(2)];
    const recording = await capture.record({ kind: 'conference', conferenceId: 'room' });
    speak(capture, [
      { session: a, samples: said(400, 400) },
      { session: b, samples: said(700, 400) },
    ]);
    await capture.end(a);
    expect(await findConference(capture, ACCOUNT, 'room')).toMatchObject({ state: 'live' });
    await capture.end(b);
    expect(await findConference(capture, ACCOUNT, 'room')).toMatchObject({ state: 'ended' });
    expect(await kept(recording)).toMatchObject({ state: 'done', endReason: 'hangup' });
    expect(happened()).toEqual([
      'session.started',
      'conference.created',
      'conference.joined',
      'session.started',
      'conference.joined',
      'conference.left',
      'session.ended',
      'conference.left',
      'conference.ended',
      'session.ended',
    ]);
  });

  test('accepts the call even if the conference cannot be stored', async () => {
    capture.catalog.conferences.update = () => Promise.reject(new Error('disk is full'));
    const session = await capture.call(['remote'], undefined, { conferenceId: 'room' });
    await capture.end(session);
    expect(happened()).toEqual(['session.started', 'session.ended']);
    expect(capture.sessions.size).toBe(0);
  });
});

describe('hangUp()', () => {
  test('ends the call at its source, and resolves once its recordings are stored', async () => {
    const sessionControl = new LiveSessionControl(capture.sessions);
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: said(400, 600) }]);
    await hangUp({ ...capture, sessionControl }, ACCOUNT, session.id);
    expect(await kept(recording)).toMatchObject({
      state: 'done',
      endReason: 'hangup',
      media: { durationMs: 600 },
    });
    expect(capture.published.at(-1)?.type).toBe('session.ended');
    const other = await capture.call();
    for (const [account, id] of [
      [ACCOUNT, session.id],
      ['22222222-2222-4222-8222-222222222222', other.id],
    ] as const) {
      await expect(sessionControl.hangUp(account, id)).rejects.toMatchObject({
        code: 'session-not-live',
      });
    }
  });
});
