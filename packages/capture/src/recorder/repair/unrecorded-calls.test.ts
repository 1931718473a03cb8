import { type Recording, stopRecording } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveSession } from '../../intake/live-session.ts';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT, nextEvent } from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';

let rig: LineRig;
let crash: TestCrash;
beforeEach(async () => {
  rig = await openLineRig();
  crash = new TestCrash(rig);
});
afterEach(() => rig.close());

/** A call that waits for room on its line. */
async function waitingCall(directoryNumber = '101'): Promise<LiveSession> {
  await rig.fillDisk();
  const session = await rig.callOn(directoryNumber);
  await rig.speak(session, 2000);
  return session;
}

const ofCall = async ({ id }: LiveSession) =>
  (await rig.recordings()).filter(
    ({ target }) => target.kind === 'session' && target.sessionId === id,
  );
const unrecorded = { state: 'failed', cause: 'Interrupted before recording could begin' };

describe('a call of an automatic line that a crash cuts off before it could be recorded', () => {
  test('is a failed recording, published before its end, journaled and audited', async () => {
    const session = await waitingCall();
    const from = rig.published.length;
    const report = await crash.repair();
    const [failed, ...others] = await rig.recordings();
    expect(others).toEqual([]);
    expect(failed).toMatchObject({
      ...unrecorded,
      target: { kind: 'session', sessionId: session.id },
      origin: { via: 'line' },
      call: { line: { directoryNumber: '101' } },
      createdAt: session.session.startedAt,
    });
    expect(failed).not.toHaveProperty('startedAt');
    expect(failed?.endedAt).toBeGreaterThanOrEqual(failed?.createdAt ?? Number.NaN);
    const { id = '' } = failed ?? {};
    expect(report).toMatchObject([{ recordingId: id, name: id, outcome: 'failed', lostMs: 0 }]);
    expect(rig.published.slice(from).map(({ type }) => type)).toEqual([
      'recording.failed',
      'session.ended',
    ]);
    const journal = await rig.catalog.outbox.journal(9);
    expect(journal.map(({ event }) => [event.type, event.recording.id])).toEqual([
      ['recording.failed', id],
    ]);
    await settled();
    const audit = await rig.catalog.audit.list({ accountId: ACCOUNT, limit: 9 });
    expect(audit.items).toMatchObject([{ action: 'recording.fail', recordingId: id }]);
  });

  test('is reported by a check, which changes nothing', async () => {
    const { id } = await waitingCall();
    expect(await crash.repair(true)).toMatchObject([
      { recordingId: id, isNew: true, name: `call ${id}`, outcome: 'failed' },
    ]);
    expect(await rig.recordings()).toEqual([]);
    expect((await rig.catalog.sessions.get(ACCOUNT, id))?.state).toBe('live');
  });

  test('is one failed recording, however often the repair is interrupted', async () => {
    const session = await waitingCall();
    const { sessions } = rig.catalog;
    const endAll = sessions.endAll.bind(sessions);
    sessions.endAll = () => Promise.reject(new Error('killed'));
    for (let count = 0; count < 2; count += 1) await expect(crash.repair()).rejects.toThrow();
    sessions.endAll = endAll;
    expect(await crash.repair()).toEqual([]);
    expect(await crash.repair()).toEqual([]);
    expect(await ofCall(session)).toMatchObject([unrecorded]);
  });

  test('does not affect another call if it cannot be saved', async () => {
    const [first, second] = [await waitingCall(), await waitingCall()];
    const { recordings } = rig.catalog;
    const insert = recordings.insert.bind(recordings);
    recordings.insert = (recording, ...more) =>
      recording.target.kind === 'session' && recording.target.sessionId === first.id
        ? Promise.reject(new Error('broken'))
        : insert(recording, ...more);
    expect(await crash.repair()).toHaveLength(1);
    expect([await ofCall(first), await ofCall(second)]).toMatchObject([[], [unrecorded]]);
    recordings.insert = insert;
  });

  test('is none where the line is not automatic', async () => {
    await waitingCall('102');
    await waitingCall('103');
    expect(await crash.repair()).toEqual([]);
    expect(await rig.recordings()).toEqual([]);
  });

  test('is none where a description has moved it to another line', async () => {
    const session = await waitingCall('101');
    await rig.describe(session.id, { line: { deviceName: 'SEP103', directoryNumber: '103' } });
    expect(await crash.repair()).toEqual([]);
  });

  test('is one if the crash comes before the first attempt to record it', async () => {
    rig.recorder.begin = () => new Promise(() => undefined);
    const id = rig.ids.uuid();
    await rig.describe(id, { line: { directoryNumber: '101' } });
    void rig.call(['remote'], id);
    await settled();
    expect(await crash.repair()).toHaveLength(1);
    expect(await rig.recordings()).toMatchObject([unrecorded]);
  });
});

describe('a call of an automatic line that a crash cuts off, and that was recorded before', () => {
  async function recordedCall(): Promise<{ session: LiveSession; recording: Recording }> {
    const started = nextEvent(rig.events, 'recording.started');
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    return { session, recording: await started };
  }

  test.each(['is being recorded', 'was stopped by a client', 'failed'])(
    'has that recording only, if it %s',
    async (how) => {
      const { session, recording } = await recordedCall();
      if (how === 'was stopped by a client') {
        await stopRecording(rig, ACCOUNT, { id: recording.id });
      }
      if (how === 'failed') await rig.catalog.recordings.apply(ACCOUNT, recording.id, failed);
      await crash.repair();
      expect((await ofCall(session)).map(({ id }) => id)).toEqual([recording.id]);
    },
  );

  test('has none if a client stopped and deleted that recording', async () => {
    const { session, recording } = await recordedCall();
    await rig.stop(recording);
    await rig.catalog.recordings.remove(ACCOUNT, recording.id);
    await rig.speak(session, 1000);
    await rig.describe(session.id, { remote: { phoneNumber: '5' } });
    const from = rig.published.length;
    expect(await crash.repair()).toEqual([]);
    expect(rig.published.slice(from).map(({ type }) => type)).toEqual(['session.ended']);
    expect(await ofCall(session)).toEqual([]);
  });

  test('is a failed recording for what came after its end, if it came back', async () => {
    const { session, recording } = await recordedCall();
    await rig.end(session);
    await rig.fillDisk();
    const again = await rig.call(['remote'], session.id);
    await rig.speak(again, 1000);
    await crash.repair();
    const createdAt = again.session.updatedAt;
    expect(createdAt).toBeGreaterThan(session.session.updatedAt);
    expect(await ofCall(session)).toMatchObject([
      { id: recording.id, state: 'done', endReason: 'hangup' },
      { ...unrecorded, createdAt },
    ]);
  });

  test("has one for the line also if a client's recording exists", async () => {
    const onDemand = await rig.callOn('103');
    const recording = await rig.record(onDemand);
    await rig.fillDisk();
    await rig.describe(onDemand.id, { line: { deviceName: 'SEP101', directoryNumber: '101' } });
    await rig.speak(onDemand, 1000);
    await crash.repair();
    expect((await ofCall(onDemand)).filter(({ id }) => id !== recording.id)).toMatchObject([
      unrecorded,
    ]);
  });
});

function failed(recording: Recording) {
  return { recording: { ...recording, state: 'failed' as const, cause: 'EIO' }, events: [] };
}
