import { type LineRecording, linePolicy, type RecordingMode, type User } from '@tricord/core';
import { ListDirectory, tone } from '@tricord/testkit';
import { afterEach, describe, expect, test } from 'vitest';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT, nextEvent, speak } from '../../testing/test-capture.ts';

let rig: LineRig;
afterEach(() => rig.close());

const sound = (frequencyHz: number) => tone({ frequencyHz, durationMs: 1000, amplitude: 0.25 });
const [theirs, ours] = [sound(900), sound(300)];

async function callOn(recordingMode: RecordingMode, recording: LineRecording) {
  rig = await openLineRig({ '101': { recordingMode, recording } });
  const id = rig.ids.uuid();
  await rig.describe(id, { line: { directoryNumber: '101' } });
  const session = await rig.call(['local', 'remote'], id);
  const speakBoth = () =>
    speak(rig, [
      { session, track: 'remote', samples: theirs },
      { session, track: 'local', samples: ours },
    ]);
  return { session, speakBoth };
}

/** Waits until the line's recording is running, with its file. */
async function begun(): Promise<void> {
  while ((await rig.recordings())[0]?.state !== 'recording') await settled();
}

test('a call of an automatic line is recorded in stereo if its line is configured so', async () => {
  const { session, speakBoth } = await callOn('automatic', { channels: 2 });
  speakBoth();
  await rig.end(session);
  const [done] = await rig.recordings();
  expect(done).toMatchObject({
    origin: { via: 'line' },
    settings: { channels: 2, stereo: 'remote-left' },
    media: { channels: 2, durationMs: 1000 },
  });
  if (done === undefined) throw new Error('not recorded');
  expect((await rig.audio(done)).channels).toEqual([theirs, ours]);
});

test('a call of an automatic line is recorded with a beep for the parties', async () => {
  const { session, speakBoth } = await callOn('automatic', { beep: true });
  let beeps = 0;
  session.addBeeper(() => {
    beeps += 1;
  });
  await begun();
  speakBoth();
  await rig.end(session);
  const [done] = await rig.recordings();
  expect([beeps, done?.settings.beep]).toEqual([1, true]);
  // The beep is not in the recording.
  expect(done?.media?.durationMs).toBeLessThan(1000);
});

test('the recording ends at the maximum duration of its line, and is not started again', async () => {
  const { session, speakBoth } = await callOn('automatic', { maxDurationMs: 1500 });
  const finished = nextEvent(rig.events, 'recording.finished');
  await begun();
  speakBoth();
  speakBoth();
  expect(await finished).toMatchObject({
    endReason: 'max-duration',
    media: { durationMs: 1500 },
  });
  await rig.speak(session, 10_000);
  await rig.end(session);
  expect(await rig.recordings()).toHaveLength(1);
});

test('a retroactive capture has the channels of its line, whatever the later recording asks for', async () => {
  const { session, speakBoth } = await callOn('live-keep', { channels: 2, beep: true });
  speakBoth();
  const recording = await rig.record(session, { wholeCall: true, channels: 1, track: 'remote' });
  expect(recording.settings).toMatchObject({ channels: 2, track: 'both', stereo: 'remote-left' });
  speakBoth();
  const done = await rig.stop(recording);
  expect(done.media).toMatchObject({ channels: 2, durationMs: 2000, gaps: [] });
  const [left = [], right = []] = (await rig.audio(done)).channels;
  expect([left.slice(0, 8000), right.slice(0, 8000)]).toEqual([theirs, ours]);
});

describe('when a call matches several lines', () => {
  const owner = (username: string, recordingMode: RecordingMode, recording?: LineRecording) =>
    ({
      username,
      role: 'recorder',
      lines: [
        {
          deviceName: username,
          directoryNumber: '200',
          monitorable: true,
          recordingMode,
          ...(recording === undefined ? {} : { recording }),
        },
      ],
    }) satisfies User;
  const wishOf = (...users: User[]) =>
    linePolicy(new ListDirectory({ [ACCOUNT]: users }), ACCOUNT, {
      line: { directoryNumber: '200' },
      direction: 'unknown',
      local: {},
      remote: {},
      metadata: {},
    });

  test('the settings that record more apply', async () => {
    const hour = { channels: 2, maxDurationMs: 3_600_000 } as const;
    const minute = { beep: true, maxDurationMs: 60_000 };
    expect(
      await wishOf(owner('ann', 'automatic', hour), owner('bob', 'automatic', minute)),
    ).toEqual({
      mode: 'automatic',
      settings: { channels: 2, beep: true, maxDurationMs: 3_600_000 },
    });
    expect(await wishOf(owner('ann', 'automatic', hour), owner('bob', 'automatic'))).toEqual({
      mode: 'automatic',
      settings: { channels: 2, beep: false, maxDurationMs: 0 },
    });
  });

  test('the settings of lines with another mode are ignored', async () => {
    expect(
      await wishOf(
        owner('ann', 'on-demand', { channels: 2 }),
        owner('bob', 'automatic', { beep: true }),
        owner('cleo', 'live-keep', { channels: 2 }),
      ),
    ).toEqual({ mode: 'automatic', settings: { beep: true } });
    expect(await wishOf()).toEqual({ mode: 'on-demand', settings: {} });
  });
});
