import { appendFile, copyFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConference, preserveRecording, type Recording } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { livePath } from '../files/live-folder.ts';
import { repairRecordings } from './repair.ts';
import { repairLiveFile } from './repair-live-file.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 3500, amplitude: 0.3 });

/** A recording of 3.5 s, the end of which was not flushed, as a crash would leave it. */
async function interrupted(
  more: { name?: string; ifExists?: 'overwrite' } = {},
): Promise<Recording> {
  const session = await capture.call();
  const recording = await capture.record(session, {}, more);
  speak(capture, [{ session, samples: said.subarray(0, 8 * 2900) }]);
  await capture.recorder.flush();
  await capture.recorder.flush();
  speak(capture, [{ session, samples: said.subarray(8 * 2900, 8 * 2940) }]);
  capture.clock.advance(20);
  await capture.recorder.ledgerWritten();
  return recording;
}

const folder = () => join(capture.folder, 'live');
const deps = () => ({ ...capture, renditions: { forget: async () => undefined } });
const repair = () => repairRecordings(deps(), { folder: folder() });
const stored = ({ id }: Recording) => capture.catalog.recordings.get(ACCOUNT, id);

describe('repairRecordings', () => {
  test('keeps what reached the disk, and reports how much did not', async () => {
    const recording = await interrupted();
    const [report] = await repair();
    const done = await stored(recording);
    expect(done).toMatchObject({ state: 'done', endReason: 'interrupted' });
    const keptMs = done?.media?.durationMs ?? 0;
    expect(keptMs).toBeGreaterThan(2700);
    expect(report).toEqual({
      recordingId: recording.id,
      isNew: false,
      name: recording.name,
      outcome: 'done',
      keptMs,
      lostMs: 2940 - keptMs,
      assumed: [],
    });
    expect(done?.media?.gaps).toEqual([
      expect.objectContaining({ offsetMs: keptMs, lengthMs: 2940 - keptMs, reason: 'crash' }),
    ]);
    const [kept = new Int16Array()] = (await capture.audio(recording)).channels;
    expect(kept).toEqual(said.subarray(0, kept.length));
    expect(capture.published.slice(-3).map((event) => event.type)).toEqual([
      'recording.finishing',
      'recording.finished',
      'session.ended',
    ]);
  });

  test('a preserved recording stays beside the one that would have replaced it', async () => {
    const old = await capture.stop(await capture.record(await capture.call(), {}, { name: 'x' }));
    const recording = await interrupted({ name: 'x', ifExists: 'overwrite' });
    await preserveRecording(capture, ACCOUNT, { id: old.id });
    const forgotten: string[] = [];
    const renditions = {
      forget: async (id: string) => {
        forgotten.push(id);
      },
    };
    const [report] = await repairRecordings({ ...capture, renditions }, { folder: folder() });
    expect(report).toMatchObject({ outcome: 'done', name: recording.id });
    expect(await stored(recording)).toMatchObject({ state: 'done', name: recording.id });
    expect(await stored(old)).toMatchObject({ state: 'done', name: 'x', preserved: true });
    expect(forgotten).toEqual([]);
  });

  test('conferences are ended, also explicitly created ones: none of their calls survived', async () => {
    const { id } = await createConference(capture, ACCOUNT, { name: 'room' });
    const recording = await capture.record({ kind: 'conference', conferenceId: id });
    const session = await capture.call(['remote'], undefined, { conferenceId: 'room' });
    speak(capture, [{ session, samples: said }]);
    await capture.recorder.flush();
    await capture.recorder.flush();
    await repair();
    expect(await stored(recording)).toMatchObject({ state: 'done', endReason: 'interrupted' });
    expect(await capture.catalog.conferences.get(ACCOUNT, id)).toMatchObject({
      state: 'ended',
      endedAt: capture.clock.now(),
    });
    expect(capture.published.slice(-2).map(({ type }) => type)).toEqual([
      'session.ended',
      'conference.ended',
    ]);
  });

  test('it ended when the process was last known to be alive, not when it was repaired', async () => {
    const recording = await interrupted();
    const diedAt = capture.clock.now() + 1000;
    capture.clock.advance(60_000);
    await capture.recorder.ledgerWritten();
    await utimes(join(folder(), 'ledger'), diedAt / 1000, diedAt / 1000);
    await repair();
    expect(await stored(recording)).toMatchObject({
      endedAt: diedAt,
      updatedAt: capture.clock.now(),
    });
  });

  test('a second repair finds nothing to do', async () => {
    await interrupted();
    await repair();
    expect(await repair()).toEqual([]);
  });

  test('a check reports the same and changes nothing', async () => {
    const recording = await interrupted();
    const before = await readFile(livePath(folder(), recording.id));
    const report = await repairRecordings(deps(), { folder: folder(), check: true });
    expect((await stored(recording))?.state).toBe('recording');
    expect(await readFile(livePath(folder(), recording.id))).toEqual(before);
    expect(await repair()).toEqual(report);
  });

  test('audio that the header does not count yet is kept; half a sample is not', async () => {
    const recording = await interrupted();
    await appendFile(livePath(folder(), recording.id), Buffer.alloc(8 * 2 * 20 + 1));
    const [report] = await repair();
    const [kept = new Int16Array()] = (await capture.audio(recording)).channels;
    expect(kept.length / 8).toBe(report?.keptMs);
  });

  test('when nothing was kept, the recording has failed, with a cause', async () => {
    const recording = await interrupted();
    await truncate(livePath(folder(), recording.id), 20);
    expect(await repair()).toMatchObject([{ outcome: 'failed', keptMs: 0 }]);
    expect(await stored(recording)).toMatchObject({
      state: 'failed',
      cause: 'Interrupted before any audio was kept; 2940 ms lost',
    });
  });

  test('interrupted after the file was moved to the store: the catalog catches up', async () => {
    const recording = await interrupted();
    const path = livePath(folder(), recording.id);
    await copyFile(path, `${path}.copy`);
    const { sha256, bytes } = await capture.media.ingest(recording.id, path);
    const [report] = await repair();
    expect(report?.outcome).toBe('done');
    expect((await stored(recording))?.media).toMatchObject({ sha256, bytes, sampleRateHz: 8000 });
    await rm(`${path}.copy`);
  });

  test('repair interrupted after the file was moved to the store: the loss is still reported', async () => {
    const recording = await interrupted();
    const [foretold] = await repairRecordings(deps(), { folder: folder(), check: true });
    await repairLiveFile(livePath(folder(), recording.id));
    await capture.media.ingest(recording.id, livePath(folder(), recording.id));
    expect(await repairRecordings(deps(), { folder: folder(), check: true })).toEqual([foretold]);
    expect(await repair()).toEqual([foretold]);
    expect((await stored(recording))?.media?.gaps).toMatchObject([
      { offsetMs: foretold?.keptMs, lengthMs: foretold?.lostMs, reason: 'crash' },
    ]);
  });

  test('a file of which only the length reached the disk keeps its length', async () => {
    const recording = await interrupted();
    const path = livePath(folder(), recording.id);
    await writeFile(path, Buffer.alloc(4096));
    expect(await repair()).toMatchObject([{ outcome: 'done', keptMs: 253, assumed: [] }]);
    expect((await capture.audio(recording)).durationMs).toBeCloseTo(253, 0);
  });

  test('a recording that cannot be repaired now is left for the next time, and does not block others', async () => {
    const [broken, whole] = [await interrupted(), await interrupted()];
    const { ingest } = capture.media;
    capture.media.ingest = (key, from) =>
      key === broken.id ? Promise.reject(new Error('EIO')) : ingest.call(capture.media, key, from);
    const report = await repair();
    expect(report.map(({ recordingId, outcome }) => [recordingId, outcome])).toEqual([
      [broken.id, 'left'],
      [whole.id, 'done'],
    ]);
    capture.media.ingest = ingest;
    expect(await repair()).toMatchObject([{ recordingId: broken.id, outcome: 'done' }]);
  });

  test('without a ledger, no loss is invented', async () => {
    await interrupted();
    await rm(join(folder(), 'ledger'));
    expect(await repair()).toMatchObject([{ outcome: 'done', lostMs: 0 }]);
  });
});
