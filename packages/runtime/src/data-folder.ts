import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderLock, lockOwner } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { cannotWrite, StartError } from './start-error.ts';

/** The lock in a data folder; SQLite may keep files beside it, whose names begin with this one. */
export const LOCK_NAME = 'tricord.lock';

/** The folder of all data that a server keeps, locked by this process: `tricord.lock`. */
export class DataFolder {
  readonly path: string;
  readonly #lock: FolderLock;

  private constructor(path: string, lock: FolderLock) {
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
      return new DataFolder(path, FolderLock.take(join(path, LOCK_NAME), 'the data folder'));
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
  return existsSync(file) ? lockOwner(file) : undefined;
}
