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

describe('the end of a recording', () => {
  test('maxDuration cuts at the exact sample and does not count paused time', async () => {
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

  test('maxSilence ends the recording and keeps 200 ms of the silence (docs/contracts/ari.md#recorder-semantics)', async () => {
    const session = await capture.call();
    await capture.record(session, { maxSilenceMs: 1000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 500) }]);
    speak(capture, [{ session, samples: new Int16Array(3 * 8000) }]);
    const done = await finished;
    expect(done.endReason).toBe('max-silence');
    expect(done.media).toMatchObject({ durationMs: 700, talkingMs: 500, silenceMs: 1020 });
  });

  test('terminateOn ends the recording at its digit and ignores other digits', async () => {
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
    ['maxDuration', { maxDurationMs: 4000 }, 'max-duration', 4000],
    ['a digit', { terminateOn: '#' }, 'dtmf', 4500],
  ] as const)(
    'silence at the end is kept when %s ends the recording',
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

  test('silence at the end is kept if something other than maxSilence ends the recording', async () => {
    const session = await capture.call();
    const recording = await capture.record(session, { maxSilenceMs: 5000, maxDurationMs: 3000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    speak(capture, [{ session, samples: new Int16Array(8 * 3000) }]);
    const done = await finished;
    expect(done.id).toBe(recording.id);
    expect(done.media).toMatchObject({ durationMs: 3000, talkingMs: 1000, silenceMs: 2000 });
  });

  test('publishes no event for an invalid DTMF digit', async () => {
    const session = await capture.call();
    for (const digit of ['', 'x', '12', 'a']) session.dtmf(digit);
    expect(capture.published.map(({ type }) => type)).toEqual(['session.started']);
  });

  test('trimSilence removes silence from both ends', async () => {
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

  test('a hang-up ends the recording, which is done before session.ended is published', async () => {
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

  test('maxStall ends a recording that receives no audio; without it the recording waits', async () => {
    const session = await capture.call();
    const patient = await capture.record(session);
    const strict = await capture.record(session, { maxStallMs: 4000 });
    const finished = nextEvent(capture.events, 'recording.finished');
    speak(capture, [{ session, samples: beep(400, 1000) }]);
    capture.clock.advance(4500);
    expect(await finished).toMatchObject({ id: strict.id, endReason: 'stalled' });
    expect((await capture.catalog.recordings.get(ACCOUNT, patient.id))?.state).toBe('recording');
  });
});
