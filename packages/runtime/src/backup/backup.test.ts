import { createHash } from 'node:crypto';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import {
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFinding } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readRestoration } from '../restoration.ts';
import { ACCOUNT, idOf, recordingOf, UsedFolder } from '../testing/stored-recording.ts';
import { verifyDataFolder } from '../verification/verify-data-folder.ts';
import { type BackupOptions, type BackupWatch, backupDataFolder } from './backup-data-folder.ts';
import { oneChunk } from './one-chunk.ts';
import { Pace } from './pace.ts';
import { type RestoreOptions, restoreDataFolder } from './restore-data-folder.ts';

const SILENT = { begun: () => undefined, progressed: () => undefined };
const NEVER = new AbortController().signal;

let folder: TemporaryFolder;
let used: UsedFolder;
let backups: string;
let restored: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  // It stays open: a gateway may be running.
  used = await UsedFolder.open(join(folder.path, 'data'));
  backups = join(folder.path, 'backups');
  restored = join(folder.path, 'restored');
});
afterEach(async () => {
  await used.close();
  await folder.close();
});

function backup(options: Partial<BackupOptions> = {}, watch: Partial<BackupWatch> = {}) {
  return backupDataFolder(
    used,
    { folder: backups, maxBytesPerSecond: 1e9, signal: NEVER, ...options },
    { ...SILENT, ...watch },
  );
}

function restore(options: Partial<RestoreOptions> = {}) {
  return restoreDataFolder(
    { folder: backups, dataDir: restored, signal: NEVER, ...options },
    SILENT,
  );
}

async function findingsIn(dataDir: string): Promise<readonly string[]> {
  const found: MediaFinding[] = [];
  const { complete } = await verifyDataFolder(
    { dataDir },
    {
      ...{ lengthsOnly: false, restart: true, signal: NEVER },
      clock: {
        after: (_ms, run) => {
          setImmediate(run);
          return { cancel: () => undefined };
        },
      },
    },
    { ...SILENT, found: (finding) => found.push(finding) },
  );
  expect(complete).toBe(true);
  return found.map(({ kind, key }) => `${kind} ${key}`);
}

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

async function reopened<T>(dataDir: string, look: (folder: UsedFolder) => Promise<T>): Promise<T> {
  const opened = await UsedFolder.open(dataDir);
  try {
    return await look(opened);
  } finally {
    await opened.close();
  }
}

describe('a backup', () => {
  test('is restored as it was, and verified', async () => {
    for (let n = 1; n <= 7; n += 1) await used.store(n, 1000 * n);
    const { manifest, copied } = await backup();
    expect(manifest).toMatchObject({ recordings: 7, audioBytes: 28_000, live: [], damaged: [] });
    expect(copied).toEqual({ files: 7, bytes: 28_000 });
    // What happens later is not in it.
    await used.store(8);
    await used.delete(1);

    expect((await restore()).damaged).toEqual([]);
    expect(await findingsIn(restored)).toEqual([]);
    await reopened(restored, async ({ catalog, media }) => {
      const { items } = await catalog.recordings.list({ accountId: ACCOUNT, limit: 100 });
      expect(items.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5, 6, 7].map(idOf));
      expect((await media.stat(idOf(7)))?.bytes).toBe(7000);
    });
  });

  test('copies only what earlier ones do not have, and changes nothing in them', async () => {
    for (let n = 1; n <= 3; n += 1) await used.store(n);
    const first = await backup();
    await used.store(4);
    await used.delete(1);
    expect((await backup()).copied).toEqual({ files: 1, bytes: 1000 });

    expect((await restore({ snapshot: first.snapshot })).damaged).toEqual([]);
    expect(await findingsIn(restored)).toEqual([]);
    await reopened(restored, async ({ media }) => {
      expect(await media.stat(idOf(1))).toBeDefined();
      expect(await media.stat(idOf(4))).toBeUndefined();
    });
  });

  test('is the newest one, and kept, also if the clock was ahead before', async () => {
    await used.store(1);
    const ahead = await backup({ now: () => Date.UTC(2099, 0, 1) });
    const now = () => Date.UTC(2027, 0, 1);
    const { snapshot, manifest, pruned } = await backup({ keep: 1, now });
    expect(snapshot).toBe('2099-01-01T00-00-00.001Z');
    expect(manifest.begunAt).toBe('2027-01-01T00:00:00.000Z');
    expect(pruned.snapshots).toEqual([ahead.snapshot]);
    expect(readdirSync(join(backups, 'snapshots'))).toEqual([snapshot]);
  });

  test('is not made in the data folder, also through a link', async () => {
    await mkdir(join(used.dataDir, 'inner'));
    await symlink(used.dataDir, backups);
    for (const to of [used.dataDir, backups, join(backups, 'inner'), join(backups, 'new', 'er')]) {
      await expect(backup({ folder: to })).rejects.toThrow('must be apart');
    }
  });

  test('is readable only to its owner', async () => {
    await used.store(1);
    await backup();
    for (const { parentPath, name } of filesIn(backups)) {
      if (name.startsWith('backup.lock')) continue;
      expect([name, (await stat(join(parentPath, name))).mode & 0o077]).toEqual([name, 0]);
    }
    expect((await stat(backups)).mode & 0o077).toBe(0);
  });

  test('has no recording that was deleted while it was being made, which is no error', async () => {
    for (let n = 1; n <= 5; n += 1) await used.store(n);
    const begun = () => {
      for (const n of [2, 4]) {
        // Removed from the catalog before it returns.
        void used.catalog.recordings.remove(ACCOUNT, idOf(n), []);
        rmSync(mediaPath(used.dataDir, idOf(n)), { force: true });
      }
    };
    const { manifest } = await backup({}, { begun });
    expect(manifest).toMatchObject({ deletedMeanwhile: 2, recordings: 3, damaged: [] });
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('goes on without audio that is damaged, names it, and keeps what an earlier one has', async () => {
    for (let n = 1; n <= 4; n += 1) await used.store(n);
    await backup();
    await used.store(5);
    await used.store(6);
    await used.media.delete(idOf(5));
    await cut(used.dataDir, idOf(6));
    await cut(used.dataDir, idOf(1));
    const { manifest } = await backup();
    expect(manifest.damaged).toEqual([
      { recordingId: idOf(5), kind: 'missing' },
      { recordingId: idOf(6), kind: 'truncated' },
    ]);
    await restore();
    expect(await findingsIn(restored)).toEqual([`missing ${idOf(5)}`, `missing ${idOf(6)}`]);
  });

  test('that was interrupted is incomplete, and continued by the next', async () => {
    for (let n = 1; n <= 5; n += 1) await used.store(n);
    const stop = new AbortController();
    const progressed = ({ files }: { files: number }) => files === 3 && stop.abort();
    await expect(backup({ signal: stop.signal }, { progressed })).rejects.toThrow();
    expect(readdirSync(join(backups, 'snapshots'))).toEqual([expect.stringMatching(/incomplete$/)]);
    await expect(restore()).rejects.toThrow('has no complete snapshot yet');

    const { continued, copied, snapshot } = await backup();
    expect([continued, copied.files]).toEqual([true, 2]);
    expect(readdirSync(join(backups, 'snapshots'))).toEqual([snapshot]);
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('keeps as many snapshots as asked for, and the audio that they need', async () => {
    await used.store(1);
    await used.store(2);
    await backup();
    await used.delete(1);
    await backup();
    await used.store(3);
    const { pruned } = await backup({ keep: 2 });
    expect(pruned).toMatchObject({ snapshots: [expect.any(String)], files: 1, bytes: 1000 });
    expect(readdirSync(join(backups, 'snapshots'))).toHaveLength(2);
    expect(filesIn(join(backups, 'media'))).toHaveLength(2);
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('deletes nothing while it is unknown what a kept snapshot needs', async () => {
    await used.store(1);
    const { snapshot } = await backup();
    await used.delete(1);
    await truncate(join(backups, 'snapshots', snapshot, 'audio.txt'), 3);
    await expect(backup({ keep: 2 })).rejects.toThrow('no old audio is deleted');
    expect(filesIn(join(backups, 'media'))).toHaveLength(1);
  });

  test('is as fast as allowed', async () => {
    const through = vi.spyOn(Pace.prototype, 'through');
    onTestFinished(() => through.mockRestore());
    for (let n = 1; n <= 4; n += 1) await used.store(n);
    await backup();
    // Each recording, and the copied catalog, which is read once more.
    expect(through).toHaveBeenCalledTimes(5);
  });

  test('is made by one process at a time, apart from the data, in a folder of its own', async () => {
    await used.store(1);
    let second: Promise<unknown> | undefined;
    await backup({}, { begun: () => (second = backup().catch(({ message }: Error) => message)) });
    expect(await second).toMatch(/^the backup is used by another process \(pid \d+\)/);
    await expect(backup({ folder: join(used.dataDir, 'b') })).rejects.toThrow('must be apart');
    await expect(backup({ folder: folder.path })).rejects.toThrow('must be apart');
    const other = join(folder.path, 'other');
    await mkdir(other);
    await writeFile(join(other, 'diary'), 'x');
    await expect(backup({ folder: other })).rejects.toThrow('is not a folder of backups');
    await expect(backup({ folder: join(other, 'diary') })).rejects.toThrow('it is a file');
  });

  test('has what a crash has left in the write-ahead log', async () => {
    await used.store(1);
    const crashed = { dataDir: join(folder.path, 'crashed') };
    // What is only in the log is there after a copy of all files, and nowhere else.
    await cp(used.dataDir, crashed.dataDir, { recursive: true });
    await rm(join(crashed.dataDir, 'catalog.db-shm'));
    const options = { folder: backups, maxBytesPerSecond: 1e9, signal: NEVER };
    expect((await backupDataFolder(crashed, options, SILENT)).manifest.recordings).toBe(1);
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('of a folder without a catalog is refused', async () => {
    const none = { dataDir: join(folder.path, 'none') };
    const options = { folder: backups, maxBytesPerSecond: 1e9, signal: NEVER };
    await expect(backupDataFolder(none, options, SILENT)).rejects.toThrow('there is no catalog');
  });
});

describe('a recording that is live', () => {
  const live = () => join(used.dataDir, 'live');
  const DIED_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

  beforeEach(async () => {
    await mkdir(live(), { recursive: true });
    await writeFile(join(live(), 'ledger'), Buffer.alloc(100));
    await utimes(join(live(), 'ledger'), new Date(), new Date(DIED_MS));
    await used.catalog.recordings.insert(recordingOf(1, { state: 'recording', startedAt: 1 }));
  });

  test('is in the backup as it has been written, with the time of that', async () => {
    await writeFile(join(live(), `${idOf(1)}.wav`), 'the beginning');
    const { manifest } = await backup();
    expect(manifest.live).toMatchObject([{ recordingId: idOf(1), audio: 'live', bytes: 13 }]);
    await restore();
    expect(await readFile(join(restored, 'live', `${idOf(1)}.wav`), 'utf8')).toBe('the beginning');
    expect((await stat(join(restored, 'live', 'ledger'))).mtimeMs).toBe(DIED_MS);
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('and ended while the catalog was being copied is there in whole', async () => {
    await used.media.write(idOf(1), oneChunk(Buffer.from('all of it')));
    const { manifest } = await backup({ keep: 1 });
    expect(manifest.live).toMatchObject([{ audio: 'stored', bytes: 9 }]);
    await restore();
    await reopened(restored, async ({ media }) => {
      const stream = await media.read(idOf(1));
      expect(Buffer.concat((await stream?.toArray()) ?? []).toString()).toBe('all of it');
    });
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('and was discarded while the catalog was being copied is not in it', async () => {
    await used.store(2);
    const begun = () => {
      // Saved before it returns.
      void used.catalog.recordings.apply(ACCOUNT, idOf(1), (recording) => ({
        recording: { ...recording, state: 'canceled' },
        events: [],
      }));
    };
    const { manifest } = await backup({}, { begun });
    expect([manifest.live, manifest.recordings]).toEqual([[], 1]);
  });

  test('with the configuration in its folder comes back with it, and without a damaged ledger', async () => {
    await writeFile(join(used.dataDir, 'tricord.yaml'), 'dataDir: .');
    const { snapshot } = await backup();
    await writeFile(join(backups, 'snapshots', snapshot, 'live', 'ledger'), Buffer.alloc(100, 1));
    await restore();
    expect(await readFile(join(restored, 'tricord.yaml'), 'utf8')).toBe('dataDir: .');
    await expect(stat(join(restored, 'live', 'ledger'))).rejects.toThrow();
    await writeFile(join(backups, 'snapshots', snapshot, 'tricord.yaml'), 'dataDir: /');
    const dataDir = join(folder.path, 'other');
    await expect(restore({ dataDir })).rejects.toThrow(/tricord\.yaml is damaged$/);
  });

  test('of which nothing has been written is in the catalog alone', async () => {
    expect((await backup()).manifest.live).toEqual([{ recordingId: idOf(1), audio: 'none' }]);
    expect((await restore()).damaged).toEqual([]);
  });
});

describe('a restore', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 4; n += 1) await used.store(n);
    await backup();
  });

  test('holds deliveries, and says what it was made from', async () => {
    const { snapshot } = await restore({ now: () => Date.UTC(2027, 0, 1) });
    expect(await readRestoration(restored)).toMatchObject({
      ...{ snapshot, restoredAt: '2027-01-01T00:00:00.000Z' },
      ...{ isComplete: true, deliveries: 'held' },
    });
  });

  test('needs an empty folder that nobody uses', async () => {
    await expect(restore({ dataDir: used.dataDir })).rejects.toThrow('is not empty');
    await restore();
    await expect(restore()).rejects.toThrow('is not empty');
    await expect(restore({ dataDir: join(used.dataDir, 'catalog.db') })).rejects.toThrow(
      'cannot restore into',
    );
  });

  /** Runs a restore, and this as soon as the first recording is there. */
  const during = (act: () => unknown) => {
    const progressed = ({ files }: { files: number }) => files === 1 && act();
    const options = { folder: backups, dataDir: restored, signal: NEVER };
    return restoreDataFolder(options, { ...SILENT, progressed });
  };

  test('lets no backup prune what is being restored', async () => {
    let second: Promise<unknown> | undefined;
    await during(() => {
      second = backup({ keep: 1 }).catch(({ message }: Error) => message);
    });
    expect(await second).toMatch(/^the backup is used by another process \(pid \d+\)/);
    expect(await findingsIn(restored)).toEqual([]);
    await backup({ keep: 1 });
  });

  test('reads a folder that cannot be locked, and notices when the snapshot is pruned', async () => {
    await rm(join(backups, 'backup.lock'));
    await mkdir(join(backups, 'backup.lock'));
    const snapshots = join(backups, 'snapshots');
    const [name = ''] = readdirSync(snapshots);
    await expect(
      during(() => renameSync(join(snapshots, name), join(snapshots, `${name}.incomplete`))),
    ).rejects.toThrow('has no complete snapshot');
    expect((await readRestoration(restored))?.isComplete).toBe(false);
    await rename(join(snapshots, `${name}.incomplete`), join(snapshots, name));
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('that had no space can be repeated once there is some', async () => {
    const { snapshot } = await backup();
    const manifest = join(backups, 'snapshots', snapshot, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(text), audioBytes: 1e15 }));
    await expect(restore()).rejects.toThrow('not enough space');
    await writeFile(manifest, text);
    await restore();
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('that was interrupted goes on with the same snapshot only', async () => {
    const stop = new AbortController();
    const progressed = ({ files }: { files: number }) => files === 2 && stop.abort();
    const options = { folder: backups, dataDir: restored, signal: stop.signal };
    await expect(restoreDataFolder(options, { ...SILENT, progressed })).rejects.toThrow();
    expect((await readRestoration(restored))?.isComplete).toBe(false);
    await expect(stat(join(restored, 'catalog.db'))).rejects.toThrow();

    const { snapshot } = await backup();
    await expect(restore({ snapshot })).rejects.toThrow('holds a part of the snapshot');
    const [first = ''] = readdirSync(join(backups, 'snapshots'));
    await restore({ snapshot: first });
    expect(await findingsIn(restored)).toEqual([]);
  });

  test('reports audio that is missing or damaged in the backup, and restores the rest', async () => {
    await rm(pathIn(backups, 1));
    await writeFile(pathIn(backups, 2), Buffer.alloc(1000, 99));
    expect((await restore()).damaged).toEqual([
      { recordingId: idOf(1), kind: 'missing' },
      { recordingId: idOf(2), kind: 'changed' },
    ]);
    expect(await findingsIn(restored)).toEqual([`missing ${idOf(1)}`, `missing ${idOf(2)}`]);
  });

  test('refuses a damaged catalog or manifest, and names that lead elsewhere', async () => {
    const [name = ''] = readdirSync(join(backups, 'snapshots'));
    const at = join(backups, 'snapshots', name);
    for (const wrong of ['../..', '..', `${name}/../${name}`, 'nonsense', '']) {
      await expect(restore({ snapshot: wrong })).rejects.toThrow('has no complete snapshot');
    }
    await truncate(join(at, 'catalog.db'), 4096);
    await expect(restore()).rejects.toThrow('the catalog in');
    await rm(restored, { recursive: true });
    await writeFile(join(at, 'manifest.json'), '{"version":1,"live":[{"recordingId":"../../x"}]}');
    await expect(restore()).rejects.toThrow('is damaged, or of another version');
    await expect(restore({ folder: used.dataDir })).rejects.toThrow('is not a folder of backups');
    await expect(restore({ folder: restored })).rejects.toThrow('there is no such folder');
  });

  test('does not need to write to the backup', async () => {
    const elsewhere = join(folder.path, 'elsewhere');
    await rename(backups, elsewhere);
    const before = filesIn(elsewhere).map(({ name }) => name);
    await restore({ folder: elsewhere });
    expect(filesIn(elsewhere).map(({ name }) => name)).toEqual(before);
  });
});

/** The path of the n-th recording's audio in the backup. */
function pathIn(backup: string, n: number): string {
  const audio = Buffer.alloc(1000, n);
  audio.writeUInt32LE(n);
  const sha256 = createHash('sha256').update(audio).digest('hex');
  return join(backup, 'media', sha256.slice(0, 2), sha256);
}

/** The path of a recording's audio in a data folder. */
function mediaPath(dataDir: string, id: string): string {
  const found = filesIn(join(dataDir, 'media')).find(({ name }) => name === id);
  return join(found?.parentPath ?? '', id);
}

async function cut(dataDir: string, id: string): Promise<void> {
  await truncate(mediaPath(dataDir, id), 10);
}
