import { open } from 'node:fs/promises';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { CatalogUnusableError } from '../database/catalog-unusable-error.ts';
import { requireSchema } from '../database/create-schema.ts';

export interface CopyCatalogOptions {
  /** The catalog's file; another process may be writing to it. */
  readonly from: string;
  /** A file that does not exist yet. */
  readonly to: string;
  /**
   * Called between steps with how many bytes the next one copies. If it throws, the copy ends with that error.
   * @returns how long to wait before that step, milliseconds.
   */
  readonly pace?: (bytes: number) => number;
}

/** How long a read waits for a program that blocks the database. */
const BUSY_TIMEOUT_MS = 1000;
/** 1 MiB with SQLite's usual pages: short enough for a busy disk. */
const STEP_PAGES = 256;

/**
 * Copies a catalog as it is at one moment, also while another process changes it, which is not held up: one read
 * transaction of a write-ahead log lasts as long as the copy (https://sqlite.org/backup.html). Without the
 * transaction, each change would make the copy start over.
 *
 * The copy is a single file without a write-ahead log, synced, readable only to its owner.
 * @throws CatalogUnusableError when there is no catalog, or it is damaged or of another version; SQLite's error when
 *   the copy cannot be written.
 */
export async function copyCatalog({ from, to, pace = () => 0 }: CopyCatalogOptions): Promise<void> {
  const source = openSource(from);
  try {
    const pageBytes = source.pragma('page_size', { simple: true }) as number;
    source.exec('BEGIN');
    // The transaction begins with its first read.
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    // SQLite would let everybody read it.
    await (await open(to, 'wx', 0o600)).close();
    await source.backup(to, {
      progress: ({ remainingPages }) => {
        const pages = Math.min(STEP_PAGES, remainingPages);
        sleep(pace(pages * pageBytes));
        return STEP_PAGES;
      },
    });
  } finally {
    source.close();
  }
  const copy = new SqliteDatabase(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function openSource(path: string): Database {
  let source: Database | undefined;
  try {
    source = new SqliteDatabase(path, {
      ...{ readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS },
    });
    requireSchema(source);
    return source;
  } catch (error) {
    source?.close();
    throw CatalogUnusableError.of(path, error);
  }
}

/** The steps follow each other without a chance to wait in between, except like this. */
function sleep(ms: number): void {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
