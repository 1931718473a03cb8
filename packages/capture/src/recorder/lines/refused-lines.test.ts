import { join } from 'node:path';
import { isLive, isRecordingEvent } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT, nextEvent } from '../../testing/test-capture.ts';
import { livePath } from '../files/live-folder.ts';
import { repairRecordings } from '../repair/repair.ts';

let rig: LineRig;
beforeEach(async () => {
  rig = await openLineRig();
});
afterEach(() => rig.close());

const front = (lengthMs: number, reason: string) =>
  expect.objectContaining({ offsetMs: 0, lengthMs, receivedFrames: 0, reason });

describe('a refused recording of an automatic line', () => {
  test('is retried until there is space; the gap map lists what is missing', async () => {
    await rig.fillDisk();
    const session = await rig.callOn('101');
    await rig.speak(session, 7000);
    expect(await rig.recordings()).toEqual([]);
    expect(await rig.waiting('automatic')).toBe(1);
    rig.setSpace(true);
    const started = nextEvent(rig.events, 'recording.started');
    await rig.speak(session, 8000);
    const recording = await started;
    expect(await rig.waiting('automatic')).toBe(0);
    await rig.end(session);
    const [done] = await rig.recordings();
    expect(done).toMatchObject({ id: recording.id, state: 'done', endReason: 'hangup' });
    const spoken = await rig.spokenAt(recording);
    expect(done?.media?.gaps).toEqual([front((spoken?.from ?? 0) - 5000, 'no-space')]);
    expect(spoken?.to).toBe(20_000);
  });

  test('does not occur because of dropped audio, which only refuses clients', async () => {
    const dropping = await rig.callOn('103');
    const first = await rig.record(dropping);
    // More audio arrives at once than may wait for the disk.
    rig.clock.advance(200_000);
    const noise = new Int16Array(8000 * 200).fill(1000);
    dropping.track('remote')?.push(noise, 8000, rig.clock.monotonicMs());
    await rig.stop(first);
    expect(rig.recorder.status()).toBe('full');
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    await rig.end(session);
    expect((await rig.recordings()).at(-1)?.media).toMatchObject({ durationMs: 1000, gaps: [] });
  });

  test.each(['catalog', 'directory'] as const)('is retried when the %s failed', async (fault) => {
    rig.faults[fault] = true;
    const session = await rig.callOn('101');
    await rig.speak(session, 3000);
    rig.faults[fault] = false;
    while ((await rig.recordings()).length === 0) await rig.speak(session, 100);
    await rig.speak(session, 1000);
    await rig.end(session);
    const [done, ...others] = await rig.recordings();
    expect(others).toEqual([]);
    const spoken = done && (await rig.spokenAt(done));
    expect(done?.media?.gaps).toEqual([front(spoken?.from ?? 0, 'error')]);
    expect(spoken?.from).toBeGreaterThanOrEqual(3000);
  });

  test('becomes a failed recording, published and audited before the end of the session', async () => {
    await rig.fillDisk();
    const session = await rig.callOn('101');
    await rig.speak(session, 4000);
    await rig.end(session);
    const [failed, ...others] = await rig.recordings();
    expect(others).toEqual([]);
    expect(failed).toMatchObject({
      state: 'failed',
      target: { kind: 'session', sessionId: session.id },
      origin: { via: 'line' },
      createdAt: session.session.startedAt,
      endedAt: rig.clock.now(),
      cause: expect.stringMatching(
        /^4000 ms of the call were not recorded: There is no room .*MiB/,
      ),
    });
    expect(failed).not.toHaveProperty('startedAt');
    expect(rig.published.map(({ type }) => type)).toEqual([
      'session.started',
      'recording.failed',
      'session.ended',
    ]);
    const journal = await rig.catalog.outbox.journal(9);
    expect(journal.map(({ event }) => [event.type, event.recording.id])).toEqual([
      ['recording.failed', failed?.id],
    ]);
    await settled();
    const audit = await rig.catalog.audit.list({ accountId: ACCOUNT, limit: 9 });
    expect(audit.items).toMatchObject([{ action: 'recording.fail', recordingId: failed?.id }]);
    expect([rig.retries, await rig.waiting('automatic')]).toEqual([0, 0]);
    const { values } = await rig.metrics.recordingsRefused.get();
    expect(values.find(({ labels }) => labels.reason === 'space')?.value).toBe(1);
  });

  test('is saved as failed later if the catalog cannot save it then', async () => {
    rig.faults.catalog = true;
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    const endedAt = rig.clock.now();
    await rig.end(session);
    expect(rig.published.at(-1)?.type).toBe('session.ended');
    await rig.speak(undefined, 12_000);
    expect(await rig.recordings()).toEqual([]);
    rig.faults.catalog = false;
    await rig.speak(undefined, 6000);
    expect(await rig.recordings()).toMatchObject([{ state: 'failed', endedAt }]);
    expect(rig.retries).toBe(0);
  });

  test('is saved as failed at the latest when the process ends', async () => {
    rig.faults.catalog = true;
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    await rig.end(session);
    rig.faults.catalog = false;
    await rig.lines.close();
    expect(await rig.recordings()).toMatchObject([{ state: 'failed' }]);
    expect(rig.retries).toBe(0);
  });

  test('becomes a failed recording when the recorder drains before it can begin', async () => {
    await rig.fillDisk();
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    await rig.recorder.drain();
    rig.setSpace(true);
    await rig.speak(session, 10_000);
    await rig.end(session);
    expect(await rig.recordings()).toMatchObject([
      { state: 'failed', cause: expect.stringContaining('shutting down') },
    ]);
  });

  test('is not retried once the call turns out to be on another line', async () => {
    await rig.fillDisk();
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    await rig.describe(session.id, { line: { deviceName: 'SEP103', directoryNumber: '103' } });
    rig.setSpace(true);
    await rig.speak(session, 10_000);
    expect([rig.retries, await rig.waiting('automatic')]).toEqual([0, 0]);
    await rig.end(session);
    expect(await rig.recordings()).toEqual([]);
  });

  test.each(['while recording', 'after storing the audio'])(
    'still has the gap at its front after a crash %s',
    async (moment) => {
      await rig.fillDisk();
      const session = await rig.callOn('101');
      await rig.speak(session, 2000);
      rig.setSpace(true);
      const started = nextEvent(rig.events, 'recording.started');
      await rig.speak(session, 8000);
      const { id, missed } = await started;
      // A write may be in progress.
      await rig.recorder.flush();
      await rig.recorder.flush();
      const folder = join(rig.folder, 'live');
      if (moment === 'after storing the audio') {
        await rig.media.ingest(id, livePath(folder, id));
      }
      await repairRecordings({ ...rig, renditions: { forget: async () => undefined } }, { folder });
      const repaired = await rig.catalog.recordings.get(ACCOUNT, id);
      expect(repaired?.media?.gaps[0]).toEqual(front(missed?.lengthMs ?? 0, 'no-space'));
    },
  );
});

describe('a recording of an automatic line that fails', () => {
  test('is followed by another, whose gap map lists what is missing in between', async () => {
    await rig.setFolder(false);
    const session = await rig.callOn('101');
    const failed = nextEvent(rig.events, 'recording.failed');
    await rig.speak(session, 20);
    expect((await failed).origin.via).toBe('line');
    const failedAt = rig.clock.monotonicMs();
    await settled();
    await rig.setFolder(true);
    await rig.speak(session, 9000);
    await rig.end(session);
    const [first, second, ...others] = await rig.recordings();
    expect(others).toEqual([]);
    expect([first?.state, second?.state]).toEqual(['failed', 'done']);
    const spoken = second && (await rig.spokenAt(second));
    expect(second?.media?.gaps).toEqual([front((spoken?.from ?? 0) - failedAt, 'error')]);
    expect(spoken?.from).toBe(failedAt + 5000);
  });

  test('repeatedly is retried with backoff, leaving a failed recording each time', async () => {
    await rig.setFolder(false);
    const session = await rig.callOn('101');
    for (let ms = 0; ms < 60_000; ms += 1000) {
      await rig.speak(session, 1000);
      while ((await rig.recordings()).some(isLive)) await settled();
    }
    await rig.end(session);
    expect((await rig.recordings()).map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'failed'),
    );
    await rig.setFolder(true);
  });

  test('is not followed by another after a stop or the end of the call', async () => {
    const session = await rig.callOn('101');
    await rig.speak(session, 1000);
    const [recording] = await rig.recordings();
    if (recording === undefined) throw new Error('not recorded');
    await rig.stop(recording);
    await rig.speak(session, 10_000);
    await rig.end(session);
    expect(await rig.recordings()).toHaveLength(1);
    expect(rig.retries).toBe(0);
  });
});

test('nothing is published twice', async () => {
  await rig.fillDisk();
  const session = await rig.callOn('101');
  await rig.speak(session, 3000);
  rig.setSpace(true);
  await rig.speak(session, 8000);
  await rig.filesSettled();
  await rig.end(session);
  const types = rig.published.filter(isRecordingEvent).map(({ type }) => type);
  expect(types).toEqual([
    'recording.queued',
    'recording.started',
    'recording.finishing',
    'recording.finished',
  ]);
});
