import { countReads, createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusePreserved } from '../preserved.ts';
import type { Recording } from '../recording.ts';
import {
  copyRecording,
  deleteExpired,
  deleteRecording,
  discardRecording,
  findRecording,
  type IfExists,
  preserveRecording,
  releaseRecording,
  startRecording,
  stopRecording,
} from './index.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const KEPT = { code: 'recording-preserved' };

let core: TestCore;
beforeEach(() => {
  core = createTestCore();
});

async function begin(more: { name?: string; ifExists?: IfExists } = {}): Promise<Recording> {
  const { id: sessionId } = await core.liveSession(ACME);
  const origin = { via: 'test' };
  return startRecording(core, { accountId: ACME, target: { sessionId }, origin, ...more });
}

async function store(name: string): Promise<Recording> {
  const { id } = await begin({ name });
  await stopRecording(core, ACME, { id });
  return findRecording(core, ACME, { id });
}

describe('a preserved recording', () => {
  test('cannot be deleted in any way until it is released', async () => {
    const { id } = await store('x');
    await preserveRecording(core, ACME, { id });
    for (const ref of [{ id }, { storedName: 'x' }]) {
      await expect(deleteRecording(core, ACME, ref)).rejects.toMatchObject(KEPT);
    }
    for (const ifExists of ['overwrite', 'append'] as const) {
      await expect(begin({ name: 'x', ifExists })).rejects.toMatchObject(KEPT);
    }
    await expect(begin({ name: 'x' })).rejects.toMatchObject({ code: 'recording-name-taken' });
    core.clock.advance(100 * 86_400_000);
    const policy = { maxAgeDays: 1, lines: [] };
    const watch = { goesOn: () => true, deleted: () => undefined, failed: () => undefined };
    expect(await deleteExpired(core, ACME, policy, watch)).toEqual({ recordings: 0, bytes: 0 });
    expect(await core.media.stat(id)).toBeDefined();
    expect(await core.catalog.recordings.unfinished()).toEqual([]);

    await releaseRecording(core, ACME, { id });
    const heir = await begin({ name: 'x', ifExists: 'overwrite' });
    await stopRecording(core, ACME, { id: heir.id });
    expect(await findRecording(core, ACME, { storedName: 'x' })).toMatchObject({ id: heir.id });
    expect(await core.catalog.recordings.get(ACME, id)).toBeUndefined();
  });

  test('has copies that are not preserved', async () => {
    const { id } = await store('x');
    await preserveRecording(core, ACME, { id });
    const copy = await copyRecording(core, ACME, { id }, 'copy', { via: 'copy' });
    expect(() => refusePreserved(copy)).not.toThrow();
    await deleteRecording(core, ACME, { id: copy.id });
    expect((await findRecording(core, ACME, { id })).preserved).toBe(true);
  });

  test('has one event, live or ended', async () => {
    const live = await begin();
    const ended = await store('x');
    for (const { id } of [live, ended]) {
      await preserveRecording(core, ACME, { id });
      await preserveRecording(core, ACME, { id });
      await releaseRecording(core, ACME, { id });
      const events = core.published.filter(
        (event) =>
          'recording' in event && event.recording.id === id && /eased|erved/.test(event.type),
      );
      expect(events.map(({ type }) => type)).toEqual(['recording.preserved', 'recording.released']);
    }
    const { items } = await core.catalog.audit.list({ accountId: ACME, limit: 100 });
    expect(items.filter(({ action }) => /release|preserve/.test(action))).toHaveLength(4);
  });
});

describe('a live recording', () => {
  test('is preserved only by its recorder', async () => {
    const { id } = await begin();
    core.recorder.currentStatus = 'unavailable';
    await expect(preserveRecording(core, ACME, { id })).rejects.toMatchObject({
      code: 'recorder-unavailable',
    });
    core.recorder.currentStatus = 'ready';
    await preserveRecording(core, ACME, { id });
    await expect(discardRecording(core, ACME, { id })).rejects.toMatchObject(KEPT);
    await stopRecording(core, ACME, { id });
    expect((await findRecording(core, ACME, { id })).preserved).toBe(true);
  });

  test('that ends between the lookup and the command is preserved anyway', async () => {
    const { id } = await begin();
    const { recorder } = core;
    const command = recorder.command.bind(recorder);
    recorder.command = async (...args) => {
      await command(ACME, id, { type: 'stop' });
      recorder.command = command;
      return command(...args);
    };
    await preserveRecording(core, ACME, { id });
    expect(await findRecording(core, ACME, { id })).toMatchObject({
      state: 'done',
      preserved: true,
    });
  });

  test('and one that has ended are looked up once', async () => {
    const { id } = await begin();
    const reads = countReads(core.catalog.recordings);
    await preserveRecording(core, ACME, { id });
    expect(reads()).toEqual(['get']);
    await stopRecording(core, ACME, { id });
    reads();
    await releaseRecording(core, ACME, { id });
    expect(reads()).toEqual(['get']);
  });
});
