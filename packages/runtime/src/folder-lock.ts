import { systemErrorCode } from '@tricord/http-kit';
import Database from 'better-sqlite3';
import { StartError } from './start-error.ts';

/**
 * The lock of a folder: a transaction on a small SQLite file, which holds the owner's pid. The operating system
 * releases it when the process ends for any reason, so that no stale lock is left and no pid has to be checked: pids
 * are reused, and mean nothing in another container.
 */
export class FolderLock {
  readonly #db: Database.Database;

  private constructor(db: Database.Database) {
    this.#db = db;
  }

  /**
   * @param what the folder, for people: "the data folder".
   * @throws StartError when another process has it; SQLite's error when the file cannot be used.
   */
  static take(file: string, what: string): FolderLock {
    const db = new Database(file, { timeout: 0 });
    try {
      db.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (pid INTEGER); DELETE FROM owner');
      db.prepare('INSERT INTO owner VALUES (?)').run(process.pid);
      // A reserved lock keeps other writers out, but still lets them read the owner's pid.
      db.exec('COMMIT; BEGIN IMMEDIATE');
      return new FolderLock(db);
    } catch (error) {
      const pid = systemErrorCode(error) === 'SQLITE_BUSY' ? ownerOf(db) : undefined;
      db.close();
      if (pid === undefined) throw error;
      throw new StartError(`${what} is used by another process (pid ${pid}): ${file}`, {
        cause: error,
      });
    }
  }

  /** Idempotent. */
  close(): void {
    this.#db.close();
  }
}

/**
 * The pid of the process that has the lock; undefined when none has. Changes nothing.
 * @param file an existing one.
 * @throws Error of SQLite when the lock cannot be tried.
 */
export function lockOwner(file: string): string | undefined {
  const db = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return undefined;
  } catch (error) {
    if (systemErrorCode(error) !== 'SQLITE_BUSY') throw error;
    return ownerOf(db);
  } finally {
    db.close();
  }
}

function ownerOf(db: Database.Database): string {
  try {
    return String(db.prepare('SELECT pid FROM owner').pluck().get() ?? 'unknown');
  } catch {
    return 'unknown';
  }
}
