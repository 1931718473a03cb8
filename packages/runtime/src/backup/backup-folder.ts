import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '@tricord/storage-files';
import { FolderLock } from '../folder-lock.ts';
import { StartError } from '../start-error.ts';
import { cannotUseBackup } from './cannot-use-backup.ts';
import { isAbsent } from './is-absent.ts';

/** Says that a folder is a backup. */
const MARK = 'tricord-backup.json';
const MARK_TEXT = '{"version":1}\n';

/** A time in UTC, without the colons that some file systems refuse. It sorts by time. */
const SNAPSHOT = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/;
const INCOMPLETE = '.incomplete';

/**
 * The folder of backups:
 *
 *     tricord-backup.json      the mark
 *     media/ab/abcd…           audio by its SHA-256, shared by all snapshots
 *     snapshots/TIME/          catalog.db, live/, manifest.json
 *     snapshots/TIME.incomplete/   of a backup that was interrupted, or is under way
 */
export class BackupFolder {
  readonly path: string;
  readonly #lock: FolderLock | undefined;

  private constructor(path: string, lock?: FolderLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Opens the folder for one backup at a time; an empty or new one becomes a folder of backups.
   * @throws StartError when it holds something else, cannot be written, or another backup or a restore is running.
   */
  static async open(path: string): Promise<BackupFolder> {
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
      const isNew = await isEmpty(path);
      if (!isNew) await requireMark(path);
      const lock = takeLock(path);
      try {
        if (isNew) await writeFile(join(path, MARK), MARK_TEXT, { mode: 0o600, flush: true });
        await mkdir(join(path, 'snapshots'), { recursive: true, mode: 0o700 });
        return new BackupFolder(path, lock);
      } catch (error) {
        lock.close();
        throw error;
      }
    } catch (error) {
      throw cannotUseBackup(path, error);
    }
  }

  /**
   * Opens the folder without changing anything.
   * @throws StartError when it is not a folder of backups.
   */
  static async openToRead(path: string): Promise<BackupFolder> {
    try {
      await readdir(path);
      await requireMark(path);
      return new BackupFolder(path);
    } catch (error) {
      throw cannotUseBackup(path, error);
    }
  }

  /**
   * Opens the folder so that no backup prunes what is being restored. A folder that cannot be locked, such as one on a
   * read-only file system, is opened nevertheless.
   * @throws StartError when it is not a folder of backups, or a backup or another restore is running.
   */
  static async openToRestore(path: string): Promise<BackupFolder> {
    const { path: found } = await BackupFolder.openToRead(path);
    try {
      return new BackupFolder(found, takeLock(found));
    } catch (error) {
      if (error instanceof StartError) throw error;
      return new BackupFolder(found);
    }
  }

  get mediaFolder(): string {
    return join(this.path, 'media');
  }

  /** The complete snapshots, oldest first. */
  async snapshots(): Promise<readonly string[]> {
    return (await this.#names()).filter((name) => SNAPSHOT.test(name));
  }

  /** Those of backups that were interrupted, oldest first. */
  async incomplete(): Promise<readonly string[]> {
    const names = (await this.#names()).filter((name) => name.endsWith(INCOMPLETE));
    return names.map((name) => name.slice(0, -INCOMPLETE.length)).filter((n) => SNAPSHOT.test(n));
  }

  /** Path of a complete snapshot. @throws StartError when there is none of this name. */
  async find(name: string): Promise<string> {
    const known = await this.snapshots();
    if (!known.includes(name)) {
      throw new StartError(`${this.path} has no complete snapshot ${name}: --list shows them`);
    }
    return this.pathOf(name);
  }

  pathOf(name: string): string {
    return join(this.path, 'snapshots', name);
  }

  /**
   * Makes the folder of a new snapshot. @returns its name: the time, or just after the newest snapshot if the clock was
   * ahead when that was made. It must sort last: the newest ones are kept, and restored.
   */
  async begin(now: number): Promise<string> {
    const newest = [...(await this.snapshots()), ...(await this.incomplete())].toSorted().at(-1);
    const name = nameAt(newest === undefined ? now : Math.max(now, timeOf(newest) + 1));
    await mkdir(this.incompletePathOf(name), { mode: 0o700 });
    return name;
  }

  /** Path of a snapshot until it is complete. */
  incompletePathOf(name: string): string {
    return this.pathOf(`${name}${INCOMPLETE}`);
  }

  /** From now on the snapshot is complete. */
  async complete(name: string): Promise<void> {
    await syncFolder(this.incompletePathOf(name));
    await rename(this.incompletePathOf(name), this.pathOf(name));
    await syncFolder(join(this.path, 'snapshots'));
  }

  /** Deletes a snapshot; one that is interrupted in this is incomplete. */
  async delete(name: string): Promise<void> {
    await rename(this.pathOf(name), this.incompletePathOf(name)).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
    await rm(this.incompletePathOf(name), { recursive: true, force: true });
  }

  /** Idempotent. */
  close(): void {
    this.#lock?.close();
  }

  async #names(): Promise<readonly string[]> {
    return (await readdir(join(this.path, 'snapshots'))).sort();
  }
}

function takeLock(path: string): FolderLock {
  return FolderLock.take(join(path, 'backup.lock'), 'the backup');
}

function nameAt(ms: number): string {
  return new Date(ms).toISOString().replaceAll(':', '-');
}

function timeOf(name: string): number {
  return Date.parse(name.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
}

/** A new file system has the folder `lost+found`; the lock and the mark are made first. */
async function isEmpty(path: string): Promise<boolean> {
  const names = await readdir(path);
  return names.every((name) => name === 'lost+found' || name.startsWith('backup.lock'));
}

async function requireMark(path: string): Promise<void> {
  const text = await readFile(join(path, MARK), 'utf8').catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
    throw new StartError(`${path} is not a folder of backups: it has no ${MARK}`);
  });
  if (text !== MARK_TEXT) throw new StartError(`${path} is of another version of Tricord`);
}
