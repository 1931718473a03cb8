import type { Database } from 'better-sqlite3';

/**
 * The write-ahead log starts over once it has so many pages (SQLite's default), so that it never needs more
 * room than it has had before.
 */
const LOG_PAGES = 1000;
/** Beyond the pages of the log: what one transaction may add to it before it starts over. */
const RESERVED_PAGES = LOG_PAGES + 64;

/**
 * Allocates room on the disk in advance, about 4 MiB in the database and as much in its write-ahead log: on a
 * full disk, the catalog can still note how recordings ended, for some thousand changes.
 *
 * The pages are written, because a page that is only reserved takes no room (https://sqlite.org/wal.html,
 * "Avoiding Excessively Large WAL Files"). A log that is gone after a clean end is made anew, and a database that
 * has free pages uses those.
 * @returns whether there was room.
 */
export function reserveRoom(db: Database): boolean {
  db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  const pageBytes = db.pragma('page_size', { simple: true }) as number;
  try {
    db.exec('CREATE TABLE IF NOT EXISTS reserved_room (bytes BLOB)');
    db.prepare('INSERT INTO reserved_room VALUES (zeroblob(?))').run(RESERVED_PAGES * pageBytes);
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  } finally {
    release(db);
  }
}

/** Gives the pages to whatever is written next. */
function release(db: Database): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
    db.exec('DROP TABLE IF EXISTS reserved_room');
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

function isFull(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_FULL';
}
