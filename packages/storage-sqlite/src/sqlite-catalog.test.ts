import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { describeCatalogContract } from '@tricord/testkit/contracts';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CatalogUnusableError } from './database/catalog-unusable-error.ts';
import { SCHEMA_VERSION } from './database/schema.ts';
import { SqliteCatalog } from './sqlite-catalog.ts';

describeCatalogContract('SqliteCatalog', async () => {
  const folder = await temporaryFolder();
  const catalog = await SqliteCatalog.open({ path: join(folder.path, 'catalog.db') });
  return {
    catalog,
    close: async () => {
      await catalog.close();
      await folder.close();
    },
  };
});

const session: Session = {
  id: '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa',
  accountId: 'acme',
  state: 'live',
  call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
  tracks: [],
  createdAt: 1,
  updatedAt: 1,
};

describe('SqliteCatalog', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'data', 'catalog.db');
  });
  afterEach(() => folder.close());

  /** What opening fails with. */
  async function failure(): Promise<Error> {
    const opened = await SqliteCatalog.open({ path }).catch((error: unknown) => error);
    expect(opened).toBeInstanceOf(CatalogUnusableError);
    return opened as CatalogUnusableError;
  }

  async function withFile(run: (db: SqliteDatabase.Database) => void): Promise<void> {
    await (await SqliteCatalog.open({ path })).close();
    const db = new SqliteDatabase(path);
    run(db);
    db.close();
  }

  test('keeps everything in its file, of which it makes the folder', async () => {
    const first = await SqliteCatalog.open({ path });
    await first.sessions.insert(session);
    await first.close();
    const second = await SqliteCatalog.open({ path });
    expect(await second.sessions.get('acme', session.id)).toEqual(session);
    await second.check();
    await second.close();
  });

  test('lets nobody but its owner read its files', async () => {
    const catalog = await SqliteCatalog.open({ path });
    await catalog.sessions.insert(session);
    for (const suffix of ['', '-wal', '-shm']) {
      expect((await stat(path + suffix)).mode & 0o077).toBe(0);
    }
    await catalog.close();
  });

  test('opened twice, sees and respects what the other does', async () => {
    const [one, two] = await Promise.all([
      SqliteCatalog.open({ path }),
      SqliteCatalog.open({ path }),
    ]);
    await one.sessions.insert(session);
    await expect(two.sessions.insert(session)).rejects.toMatchObject({ code: 'invalid-argument' });
    await two.sessions.update('acme', session.id, (s) => ({ ...s, updatedAt: 2 }));
    await one.sessions.update('acme', session.id, (s) => ({ ...s, updatedAt: s.updatedAt + 1 }));
    expect(await two.sessions.get('acme', session.id)).toEqual({ ...session, updatedAt: 3 });
    await one.close();
    await two.check();
    await two.close();
  });

  test('is not well once closed, and refuses calls', async () => {
    const catalog = await SqliteCatalog.open({ path });
    await catalog.close();
    await expect(catalog.check()).rejects.toThrow('not open');
    await expect(catalog.sessions.get('acme', session.id)).rejects.toThrow('not open');
  });

  test.each([
    ['newer', SCHEMA_VERSION + 1],
    ['older', -1],
  ])('of %s version is refused in one line', async (_name, other) => {
    await withFile((db) => db.pragma(`user_version = ${other}`));
    expect((await failure()).message).toBe(
      `The catalog ${path} was written by another version of Tricord ` +
        `(schema ${other}, this program needs ${SCHEMA_VERSION})`,
    );
  });

  test('that is the database of another program is refused in one line', async () => {
    await mkdir(join(folder.path, 'data'));
    const diary = new SqliteDatabase(path);
    diary.exec('CREATE TABLE diary (x)');
    diary.close();
    expect((await failure()).message).toBe(`The file ${path} is not a catalog of Tricord`);
  });

  test('that is no database is refused in one line', async () => {
    await mkdir(join(folder.path, 'data'));
    await writeFile(path, 'Dear diary,\n'.repeat(1000));
    expect((await failure()).message).toBe(
      `Cannot open the catalog ${path}: file is not a database`,
    );
  });

  test('that is damaged is refused in one line', async () => {
    await withFile((db) => {
      db.pragma('journal_mode = DELETE');
      db.unsafeMode();
      db.pragma('writable_schema = ON');
      db.exec("UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'recordings_by_age'");
    });
    const { message } = await failure();
    expect(message).toMatch(/^Cannot open the catalog .*malformed database schema.*$/);
  });

  test('in a place that cannot be written is refused in one line', async () => {
    await writeFile(join(folder.path, 'data'), 'a file where the folder should be');
    expect((await failure()).message).toMatch(/^Cannot open the catalog .*: E[A-Z]+: .*$/);

    path = join(folder.path, 'a folder');
    await mkdir(path);
    expect((await failure()).message).toMatch(/^Cannot open the catalog .*: EISDIR: .*$/);
  });

  test('says so when a row was damaged by other hands', async () => {
    const catalog = await SqliteCatalog.open({ path });
    await catalog.sessions.insert(session);
    const db = new SqliteDatabase(path);
    db.exec(`UPDATE sessions SET body = '{"id":'`);
    db.close();
    await expect(catalog.sessions.get('acme', session.id)).rejects.toMatchObject({
      code: 'internal',
      message: `The catalog's row ${session.id} is damaged`,
    });
    await catalog.close();
  });
});
