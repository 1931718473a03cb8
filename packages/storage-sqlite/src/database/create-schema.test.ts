import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CatalogUnusableError } from './catalog-unusable-error.ts';
import { createSchema, requireSchema } from './create-schema.ts';
import { SCHEMA_VERSION } from './schema.ts';

describe('createSchema', () => {
  let db: Database;
  beforeEach(() => {
    db = new SqliteDatabase(':memory:');
  });
  afterEach(() => {
    db.close();
  });
  const version = () => db.pragma('user_version', { simple: true });
  const tables = () =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

  test('makes a catalog of an empty file, once', () => {
    createSchema(db);
    expect(version()).toBe(SCHEMA_VERSION);
    const created = tables();
    expect(created).toEqual(expect.arrayContaining(['recordings', 'sessions', 'audit']));
    createSchema(db);
    requireSchema(db);
    expect(tables()).toEqual(created);
  });

  test.each([
    ['newer', SCHEMA_VERSION + 1],
    ['older', -1],
    ['unknown', 123_456_789],
  ])('refuses a catalog of %s version, and leaves it alone', (_name, other) => {
    db.exec('CREATE TABLE a (x)');
    db.pragma(`user_version = ${other}`);
    for (const open of [createSchema, requireSchema]) {
      expect(() => open(db)).toThrow(
        new CatalogUnusableError(
          'The catalog :memory: was written by another version of Tricord ' +
            `(schema ${other}, this program needs ${SCHEMA_VERSION})`,
        ),
      );
    }
    expect([version(), tables(), db.inTransaction]).toEqual([other, ['a'], false]);
  });

  test('refuses what is no catalog, and leaves it alone', () => {
    db.exec('CREATE TABLE diary (x)');
    for (const open of [createSchema, requireSchema]) {
      expect(() => open(db)).toThrow('The file :memory: is not a catalog of Tricord');
    }
    expect([version(), tables()]).toEqual([0, ['diary']]);
  });
});
