import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '@tricord/http-kit';
import Database from 'better-sqlite3';
import { makeFolder } from './make-folder.ts';
import { cannotWrite, StartError } from './start-error.ts';

const LOCK_NAME = 'tricord.lock';

/**
 * The folder of all data that a server keeps, locked by this process.
 *
 * The lock is a transaction on a small SQLite file, `tricord.lock`, which holds the owner's pid. The
 * operating system releases it when the process ends for any reason, so that no stale lock is left
 * and no pid has to be checked: pids are reused, and mean nothing in another container.
 */
export class DataFolder {
  readonly path: string;
  readonly #lock: Database.Database;

  private constructor(path: string, lock: Database.Database) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Creates the folder if necessary, accessible only to its owner, and takes its lock.
   * @throws StartError when the folder cannot be written, or another process has it.
   */
  static async open(path: string): Promise<DataFolder> {
    try {
      await makeFolder(path);
      return new DataFolder(path, takeLock(join(path, LOCK_NAME)));
    } catch (error) {
      if (error instanceof StartError) throw error;
      throw cannotWrite(path, error);
    }
  }

  /** Releases the lock. Idempotent. */
  close(): void {
    this.#lock.close();
  }
}

/**
 * The pid of the process that uses a data folder; undefined when none does. Changes nothing.
 * @throws Error of SQLite when the folder's lock cannot be tried.
 */
export function dataFolderUser(path: string): string | undefined {
  const file = join(path, LOCK_NAME);
  if (!existsSync(file)) return undefined;
  const lock = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    lock.exec('BEGIN IMMEDIATE; ROLLBACK');
    return undefined;
  } catch (error) {
    if (systemErrorCode(error) !== 'SQLITE_BUSY') throw error;
    return ownerOf(lock);
  } finally {
    lock.close();
  }
}

function takeLock(file: string): Database.Database {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (pid INTEGER); DELETE FROM owner');
    lock.prepare('INSERT INTO owner VALUES (?)').run(process.pid);
    // A reserved lock keeps other writers out, but still lets them read the owner's pid.
    lock.exec('COMMIT; BEGIN IMMEDIATE');
    return lock;
  } catch (error) {
    const pid = systemErrorCode(error) === 'SQLITE_BUSY' ? ownerOf(lock) : undefined;
    lock.close();
    if (pid === undefined) throw error;
    throw new StartError(`the data folder is used by another process (pid ${pid}): ${file}`, {
      cause: error,
    });
  }
}

function ownerOf(lock: Database.Database): string {
  try {
    return String(lock.prepare('SELECT pid FROM owner').pluck().get() ?? 'unknown');
  } catch {
    return 'unknown';
  }
}
