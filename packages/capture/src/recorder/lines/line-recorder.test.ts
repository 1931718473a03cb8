import type { RecordingMode, User } from '@tricord/core';
import { ListDirectory, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  speak,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { LineRecorder } from './line-recorder.ts';

const user = (username: string, directoryNumber: string, recordingMode: RecordingMode): User => ({
  username,
  role: 'recorder',
  lines: [
    { deviceName: `SEP${directoryNumber}`, directoryNumber, monitorable: true, recordingMode },
  ],
});

let capture: TestCapture;
let lines: LineRecorder;
beforeEach(async () => {
  capture = await openTestCapture();
  lines = new LineRecorder({
    ...capture,
    directory: new ListDirectory({
      [ACCOUNT]: [
        user('ann', '101', 'automatic'),
        user('ben', '102', 'live-keep'),
        user('cleo', '103', 'on-demand'),
        { ...user('day', '200', 'on-demand'), numericUserId: '1' },
        { ...user('Night', '200', 'automatic'), numericUserId: '2' },
      ],
    }),
  });
});
afterEach(async () => {
  await lines.close();
  await capture.close();
});

const said = tone({ frequencyHz: 400, durationMs: 1000, amplitude: 0.3 });

async function callOn(directoryNumber: string) {
  const id = capture.ids.uuid();
  await capture.describe(id, { line: { directoryNumber } });
  return capture.call(['remote'], id);
}

const recordings = async () =>
  (await capture.catalog.recordings.list({ accountId: ACCOUNT, limit: 9 })).items;

describe('LineRecorder', () => {
  test('an automatic line is recorded from its first frame', async () => {
    const started = nextEvent(capture.events, 'recording.started');
    const session = await callOn('101');
    const recording = await started;
    speak(capture, [{ session, samples: said }]);
    await capture.end(session);
    const [done] = await recordings();
    expect(done).toMatchObject({ id: recording.id, origin: { via: 'line' }, state: 'done' });
    expect((await capture.audio(recording)).channels).toEqual([said]);
  });

  test('an automatic line is recorded again when its session resumes', async () => {
    const first = nextEvent(capture.events, 'recording.started');
    const session = await callOn('101');
    await first;
    await capture.end(session);
    const second = nextEvent(capture.events, 'recording.started');
    const again = await capture.call(['remote'], session.id);
    const recording = await second;
    speak(capture, [{ session: again, samples: said }]);
    await capture.end(again);
    expect((await capture.audio(recording)).channels).toEqual([said]);
    expect(await recordings()).toHaveLength(2);
  });

  test('a live-keep line captures a resumed session from when it resumes', async () => {
    const session = await callOn('102');
    await capture.end(session);
    capture.clock.advance(5000);
    const again = await capture.call(['remote'], session.id);
    const resumedAt = capture.clock.now();
    speak(capture, [{ session: again, samples: said }]);
    const recording = await capture.record(again, { wholeCall: true });
    expect(recording.startedAt).toBe(resumedAt);
    expect((await capture.stop(recording)).media?.durationMs).toBe(1000);
  });

  test('the policy of a line that becomes known during the call applies from then on, once', async () => {
    const session = await capture.call();
    speak(capture, [{ session, samples: said }]);
    const started = nextEvent(capture.events, 'recording.started');
    await capture.describe(session.id, { line: { directoryNumber: '101' } });
    const recording = await started;
    await capture.describe(session.id, { remote: { phoneNumber: '5' } });
    speak(capture, [{ session, samples: said }]);
    expect((await capture.stop(recording)).media?.durationMs).toBe(1000);
    expect(await recordings()).toHaveLength(1);
  });

  test('a live-keep line captures the whole call for a client that asks later', async () => {
    const session = await callOn('102');
    speak(capture, [{ session, samples: said }]);
    expect(await recordings()).toEqual([]);
    const recording = await capture.record(session, { wholeCall: true });
    speak(capture, [{ session, samples: said }]);
    expect((await capture.stop(recording)).media?.durationMs).toBe(2000);
  });

  test('an on-demand line is recorded only on request', async () => {
    const session = await callOn('103');
    speak(capture, [{ session, samples: said }]);
    const recording = await capture.record(session, { wholeCall: true });
    speak(capture, [{ session, samples: said }]);
    expect((await capture.stop(recording)).media?.durationMs).toBe(1000);
  });

  test.each([
    ['the username, in any case', { username: 'NIGHT' }],
    ['the numeric user id', { numericUserId: '2' }],
  ])('of several users of one number, %s selects the one whose line applies', async (_by, who) => {
    const id = capture.ids.uuid();
    const started = nextEvent(capture.events, 'recording.started');
    await capture.describe(id, { line: { directoryNumber: '200' }, ...who });
    await capture.call(['remote'], id);
    expect((await started).target).toMatchObject({ sessionId: id });

    const quiet = capture.ids.uuid();
    await capture.describe(quiet, { line: { directoryNumber: '200' }, username: 'Day' });
    const session = await capture.call(['remote'], quiet);
    speak(capture, [{ session, samples: said }]);
    expect(await recordings()).toHaveLength(1);
  });
});
