import { createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor, AuditEntry, NewAuditEntry } from '../audit.ts';
import type { Recording } from '../recording.ts';
import { auditEvents } from './audit-events.ts';
import { changeUser } from './change-user.ts';
import { copyRecording } from './copy-recording.ts';
import { deleteRecording } from './delete-recording.ts';
import type { ActingCore } from './deps.ts';
import { importDirectory } from './import-directory.ts';
import { openMedia } from './open-media.ts';
import { preserveRecording, releaseRecording } from './preserve-recording.ts';
import { putUser } from './put-user.ts';
import {
  discardRecording,
  muteRecording,
  pauseRecording,
  resumeRecording,
  stopRecording,
  unmuteRecording,
} from './recording-commands.ts';
import { removeUser } from './remove-user.ts';
import { startRecording } from './start-recording.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const ANN: Actor = { username: 'ann', via: 'imagicle', address: '192.0.2.7' };

let core: TestCore;
/** The core on behalf of Ann. */
let acting: ActingCore;
let unheard: NewAuditEntry[];
beforeEach(() => {
  core = createTestCore();
  unheard = [];
  acting = { ...core, actor: ANN, auditFailed: (_, entry) => unheard.push(entry) };
});

async function begin(name?: string): Promise<Recording> {
  const { id } = await core.liveSession(ACME);
  return startRecording(acting, {
    accountId: ACME,
    target: { sessionId: id },
    origin: { via: 'imagicle', username: 'ann' },
    ...(name === undefined ? {} : { name, ifExists: 'overwrite' }),
  });
}

async function store(name?: string): Promise<Recording> {
  const { id } = await begin(name);
  core.clock.advance(1000);
  return (await stopRecording(acting, ACME, { id })).recording;
}

async function log(): Promise<readonly AuditEntry[]> {
  const query = { accountId: ACME, limit: 1000, order: 'oldest' } as const;
  return (await core.catalog.audit.list(query)).items;
}

const actions = async () => (await log()).map(({ action }) => action);

describe('the audit log', () => {
  test('contains every command that changed a recording, with its time and actor', async () => {
    const { id, target } = await begin();
    const at = core.clock.now();
    await pauseRecording(acting, ACME, { id }, 'silence');
    await pauseRecording(acting, ACME, { id }, 'silence');
    await resumeRecording(acting, ACME, { id });
    await muteRecording(acting, ACME, { id });
    await unmuteRecording(acting, ACME, { id });
    core.clock.advance(1000);
    await stopRecording(acting, ACME, { id });
    const entries = await log();
    expect(entries.map(({ action }) => action)).toEqual([
      'recording.start',
      'recording.pause',
      'recording.resume',
      'recording.mute',
      'recording.unmute',
      'recording.stop',
    ]);
    const sessionId = 'sessionId' in target ? target.sessionId : undefined;
    expect(entries[0]).toMatchObject({ recordingId: id, details: { sessionId }, at });
    expect(entries[1]?.details).toEqual({ behavior: 'silence' });
    expect(entries.every(({ actor }) => actor.username === 'ann')).toBe(true);
    expect(entries[5]).toMatchObject({ actor: ANN, at: at + 1000 });
  });

  test('contains downloads, copies, deletions and preservation, but not lookups', async () => {
    const { id } = await store();
    await openMedia(acting, ACME, { id });
    await openMedia(acting, ACME, { id }, undefined, { download: false });
    const copy = await copyRecording(acting, ACME, { id }, 'copy', { via: 'copy' });
    await preserveRecording(acting, ACME, { id });
    await preserveRecording(acting, ACME, { id });
    const kept = await core.catalog.recordings.get(ACME, id);
    expect(kept).toMatchObject({ preserved: true, preservingUsername: 'ann' });
    await releaseRecording(acting, ACME, { id });
    const released = await core.catalog.recordings.get(ACME, id);
    expect(released).not.toHaveProperty('preserved');
    expect(released).not.toHaveProperty('preservingUsername');
    await deleteRecording(acting, ACME, { id });
    expect((await log()).slice(2)).toMatchObject([
      { action: 'recording.download', recordingId: id, details: { container: 'wav' } },
      { action: 'recording.copy', recordingId: id, details: { copyId: copy.id } },
      { action: 'recording.preserve', recordingId: id },
      { action: 'recording.release', recordingId: id },
      { action: 'recording.delete', recordingId: id, actor: ANN },
    ]);
  });

  test('contains no failed actions', async () => {
    const { id } = await store();
    const before = await actions();
    const absent = { id: '43bb71ee-553f-4074-bb20-8e2747647cce' };
    for (const attempt of [
      deleteRecording(acting, ACME, absent),
      discardRecording(acting, ACME, { id }),
      openMedia(acting, ACME, absent),
      preserveRecording(acting, ACME, absent),
    ]) {
      await expect(attempt).rejects.toThrow();
    }
    expect(await actions()).toEqual(before);
  });

  test('contains changes to the directory, without the passwords', async () => {
    const user = { username: 'Zoe', role: 'recorder', lines: [] } as const;
    await putUser(acting, ACME, user, 'scrypt:secret');
    await changeUser(acting, ACME, 'zoe', { change: (before) => before, passwordHash: null });
    await removeUser(acting, ACME, 'zoe');
    await expect(removeUser(acting, ACME, 'zoe')).rejects.toThrow();
    const hash = (password: string) => Promise.resolve(`scrypt:${password}`);
    await importDirectory(acting, ACME, [{ place: 1, user }], { hash, dryRun: true });
    await importDirectory(acting, ACME, [{ place: 1, user }], { hash, dryRun: false });
    const entries = await log();
    expect(entries.map(({ subject, details }) => ({ subject, ...details }))).toEqual([
      { subject: 'Zoe', change: 'put', password: true },
      { subject: 'zoe', change: 'change', password: false },
      { subject: 'zoe', change: 'remove' },
      { subject: undefined, change: 'import', usernames: '["Zoe"]' },
    ]);
    expect(JSON.stringify(entries)).not.toContain('scrypt');
  });
});

describe('when the audit log cannot be written', () => {
  test('recording continues, and the failure is reported', async () => {
    core.catalog.audit.full = true;
    const { id } = await begin();
    await pauseRecording(acting, ACME, { id }, 'skip');
    await stopRecording(acting, ACME, { id });
    expect((await core.catalog.recordings.get(ACME, id))?.state).toBe('done');
    expect(unheard.map(({ action }) => action)).toEqual([
      'recording.start',
      'recording.pause',
      'recording.stop',
    ]);
  });

  test('nothing is downloaded, deleted, copied or released', async () => {
    const { id } = await store();
    core.catalog.audit.full = true;
    await expect(openMedia(acting, ACME, { id })).rejects.toMatchObject({ code: 'internal' });
    await openMedia(acting, ACME, { id }, undefined, { download: false });
    await expect(deleteRecording(acting, ACME, { id })).rejects.toThrow('full');
    await expect(copyRecording(acting, ACME, { id }, 'c', { via: 'copy' })).rejects.toThrow('full');
    await expect(preserveRecording(acting, ACME, { id })).rejects.toThrow('full');
    expect(unheard.map(({ action }) => action)).toEqual(['recording.download']);
    const kept = await core.catalog.recordings.list({ accountId: ACME, limit: 10 });
    expect(kept.items.map((recording) => recording.id)).toEqual([id]);
    expect(kept.items[0]?.preserved).toBeUndefined();
    core.catalog.audit.full = false;
    await openMedia(acting, ACME, { id });
  });
});

describe('auditEvents', () => {
  test('audits what was not requested: hang-ups, failures and replaced recordings', async () => {
    const stop = auditEvents(acting);
    const replaced = await store('name');
    const replacing = await store('name');
    const failing = await begin();
    await core.recorder.failed(failing, 'ENOSPC'.repeat(1000));
    const hungUp = await begin();
    await core.recorder.command(ACME, hungUp.id, { type: 'stop', reason: 'hangup' });
    await stop();
    const system = (await log()).filter(({ actor }) => actor.via === 'system');
    expect(system).toMatchObject([
      {
        action: 'recording.delete',
        recordingId: replaced.id,
        details: { replacedBy: replacing.id },
      },
      { action: 'recording.fail', recordingId: failing.id },
      { action: 'recording.stop', recordingId: hungUp.id, details: { reason: 'hangup' } },
    ]);
    expect(String(system[1]?.details.cause)).toHaveLength(1000);
    const stops = (await log()).filter(({ action }) => action === 'recording.stop');
    expect(stops.map(({ actor }) => actor.via)).toEqual(['imagicle', 'imagicle', 'system']);
  });

  test('audits nothing after it was stopped', async () => {
    const stop = auditEvents(acting);
    const { id } = await begin();
    await stop();
    await core.recorder.command(ACME, id, { type: 'stop', reason: 'hangup' });
    await stop();
    expect(await actions()).toEqual(['recording.start']);
  });
});
