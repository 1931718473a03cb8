import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRecording } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT, nextEvent } from '../../testing/test-capture.ts';

let rig: LineRig;
beforeEach(async () => {
  rig = await openLineRig();
});
afterEach(() => rig.close());

const front = (lengthMs: number, reason: string) =>
  expect.objectContaining({ offsetMs: 0, lengthMs, receivedFrames: 0, reason });

describe('the retroactive capture of a live-keep line', () => {
  const wholeCall = async (sessionId: string, more = {}) => {
    const started = nextEvent(rig.events, 'recording.started');
    await startRecording(rig, {
      accountId: ACCOUNT,
      target: { sessionId },
      settings: { wholeCall: true },
      origin: { via: 'test' },
      ...more,
    });
    return started;
  };

  test('starts once there is space, and lists what is missing', async () => {
    await rig.fillDisk();
    const session = await rig.callOn('102');
    await rig.speak(session, 4000);
    expect(await rig.waiting('live-keep')).toBe(1);
    rig.setSpace(true);
    await rig.speak(session, 12_000);
    expect(await rig.waiting('live-keep')).toBe(0);
    const recording = await wholeCall(session.id);
    await rig.speak(session, 1000);
    await rig.end(session);
    const [done] = await rig.recordings();
    const spoken = await rig.spokenAt(recording);
    expect(done?.media?.gaps).toEqual([front((spoken?.from ?? 0) - 5000, 'no-space')]);
    expect(recording.startedAt).toBe(rig.clock.now() - 22_000 + (spoken?.from ?? 0));
    expect([spoken?.from, spoken?.to]).toEqual([expect.any(Number), 22_000]);
    expect(spoken?.from).toBeLessThan(17_000);
  });

  test('lists what is missing even if it could not start before a client asks for the call', async () => {
    await rig.setFolder(false);
    const session = await rig.callOn('102');
    await rig.speak(session, 400);
    while ((await rig.waiting('live-keep')) !== 1) await settled();
    await rig.setFolder(true);
    const recording = await wholeCall(session.id);
    await rig.speak(session, 1000);
    const done = await rig.stop(recording);
    expect(done.media?.gaps).toEqual([front(400, 'error')]);
    expect(done.media?.durationMs).toBe(1000);
  });

  test('starts over when its file fails, without the audio in that file', async () => {
    await rig.setFolder(false);
    const session = await rig.callOn('102');
    await rig.speak(session, 400);
    while ((await rig.waiting('live-keep')) !== 1) await settled();
    await rig.setFolder(true);
    await rig.speak(session, 3000);
    const recording = await wholeCall(session.id);
    const done = await rig.stop(recording);
    const spoken = await rig.spokenAt(done);
    expect(done.media?.gaps).toEqual([front(spoken?.from ?? 0, 'error')]);
    expect(spoken?.to).toBe(3400);
  });

  test('continues after a failed start of a recording', async () => {
    const session = await rig.callOn('102');
    await rig.speak(session, 1000);
    const other = await rig.callOn('103');
    const taken = await rig.record(other, {}, { name: 'taken' });
    await expect(wholeCall(session.id, { name: 'taken' })).rejects.toMatchObject({
      code: 'recording-name-taken',
    });
    await rig.speak(session, 1000);
    const done = await rig.stop(await wholeCall(session.id));
    expect(done.media).toMatchObject({ durationMs: 2000, gaps: [] });
    await rig.stop(taken);
    expect(await readdir(join(rig.folder, 'live'))).toEqual(['ledger']);
  });

  test('leaves no file behind when a recording fails to start as the call ends', async () => {
    rig.faults.catalog = true;
    for (let turns = 0; turns < 12; turns++) {
      const session = await rig.callOn('102');
      await rig.speak(session, 100);
      const refused = expect(wholeCall(session.id)).rejects.toThrow();
      for (let turn = 0; turn < turns; turn++) await settled();
      await Promise.all([refused, rig.end(session)]);
    }
    await rig.filesSettled();
    expect(await readdir(join(rig.folder, 'live'))).toEqual(['ledger']);
  });

  test('is continued by a recording when the call turns out to be on an automatic line', async () => {
    const session = await rig.callOn('102');
    await rig.speak(session, 1000);
    await rig.describe(session.id, { line: { deviceName: 'SEP101', directoryNumber: '101' } });
    await rig.speak(session, 1000);
    await rig.end(session);
    expect(await rig.recordings()).toMatchObject([
      { origin: { via: 'line' }, media: { durationMs: 2000, gaps: [] } },
    ]);
  });
});
