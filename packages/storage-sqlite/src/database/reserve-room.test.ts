import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reserveRoom } from './reserve-room.ts';

let folder: TemporaryFolder;
let db: Database;
beforeEach(async () => {
  folder = await temporaryFolder();
  db = open();
  db.exec('CREATE TABLE notes (text TEXT)');
});
afterEach(async () => {
  db.close();
  await folder.close();
});

function open(): Database {
  const opened = new SqliteDatabase(join(folder.path, 'catalog.db'));
  opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = NORMAL');
  return opened;
}

const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;

/** As a disk on which a database cannot grow (https://sqlite.org/pragma.html#pragma_max_page_count). */
const fillDisk = () => db.pragma(`max_page_count = ${number('page_count')}`);

function note(times: number): void {
  const insert = db.prepare('INSERT INTO notes VALUES (?)');
  for (let i = 0; i < times; i += 1) insert.run('x'.repeat(1500));
}

test('without room nothing can be noted; with it, a thousand changes can, and the log does not grow', async () => {
  fillDisk();
  expect(() => note(100)).toThrow('full');
  db.pragma('max_page_count = 1000000');

  expect(reserveRoom(db)).toBe(true);
  fillDisk();
  const log = join(folder.path, 'catalog.db-wal');
  const { size } = await stat(log);
  expect(size).toBeGreaterThan(4 * 1024 * 1024);
  note(1000);
  expect((await stat(log)).size).toBe(size);
});

test('each start has the same room, and the file does not grow with them', () => {
  reserveRoom(db);
  const pages = number('page_count');
  for (let start = 0; start < 3; start += 1) {
    db.close();
    db = open();
    expect(reserveRoom(db)).toBe(true);
  }
  expect(number('page_count')).toBeLessThanOrEqual(pages + 4);
  expect(number('freelist_count')).toBeGreaterThanOrEqual(1064);
});

test('a disk that has no room for it is no reason not to start', () => {
  fillDisk();
  expect(reserveRoom(db)).toBe(false);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'reserved_room'").get()).toBe(
    undefined,
  );
});
