import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

describe('migrate', () => {
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

  test('takes the steps that are due, each once', () => {
    migrate(db, ['CREATE TABLE a (x)']);
    expect(version()).toBe(1);
    migrate(db, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE c (x)']);
    expect(version()).toBe(2);
    migrate(db, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE c (x)']);
    expect(tables()).toEqual(['a', 'b', 'c']);
  });

  test('takes a step whole or not at all', () => {
    expect(() => migrate(db, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); SYNTAX'])).toThrow(
      'SYNTAX',
    );
    expect(version()).toBe(1);
    expect(tables()).toEqual(['a']);
    expect(db.inTransaction).toBe(false);
  });

  test('makes a catalog of an empty file', () => {
    migrate(db, MIGRATIONS);
    expect(version()).toBe(MIGRATIONS.length);
    expect(tables()).toEqual(expect.arrayContaining(['recordings', 'sessions']));
  });

  test('makes user names comparable in any case, also beyond ASCII', () => {
    migrate(db, MIGRATIONS.slice(0, 7));
    const columns = 'id, account_id, state, created_at, body, username';
    const insert = (table: string, names: string, values: string) =>
      db.exec(`INSERT INTO ${table} (${names}) VALUES ${values}`);
    insert(
      'sessions',
      columns,
      "('s', 'a', 'live', 1, '{}', 'ÖDÖN'), ('t', 'a', 'live', 1, '{}', NULL)",
    );
    insert(
      'recordings',
      `name, shelf, ${columns}`,
      "('n', 'done', 'r', 'a', 'done', 1, '{}', 'Ödön')",
    );
    migrate(db, MIGRATIONS);
    const names = (table: string) =>
      db.prepare(`SELECT username FROM ${table} ORDER BY id`).pluck().all();
    expect([names('sessions'), names('recordings')]).toEqual([['ödön', null], ['ödön']]);
  });

  test('keeps the order of the channels that was recorded before there was another', () => {
    migrate(db, MIGRATIONS.slice(0, 8));
    const insert = db.prepare(
      'INSERT INTO recordings (id, name, account_id, shelf, state, created_at, body) ' +
        "VALUES ($id, $id, 'a', 'done', 'done', 1, $body)",
    );
    const bodies: Record<string, object> = {
      stereo: { settings: { channels: 2, beep: true }, origin: { via: 'signalwire' } },
      copied: { settings: { channels: 2 }, origin: { via: 'copy' } },
      mono: { settings: { channels: 1 }, origin: { via: 'asterisk' } },
      upload: { settings: { channels: 2 }, origin: { via: 'upload' } },
    };
    for (const [id, body] of Object.entries(bodies)) insert.run({ id, body: JSON.stringify(body) });
    migrate(db, MIGRATIONS);
    const rows = db.prepare<[], { id: string; body: string }>('SELECT id, body FROM recordings');
    const after = Object.fromEntries(rows.all().map(({ id, body }) => [id, JSON.parse(body)]));
    expect(after).toEqual({
      ...bodies,
      stereo: {
        settings: { channels: 2, beep: true, stereo: 'local-left' },
        origin: { via: 'signalwire' },
      },
      copied: { settings: { channels: 2, stereo: 'local-left' }, origin: { via: 'copy' } },
    });
  });

  test('refuses what a newer program has written, and leaves it alone', () => {
    db.pragma('user_version = 7');
    expect(() => migrate(db, ['CREATE TABLE a (x)'])).toThrow(
      'The catalog :memory: was written by a newer version of Tricord ' +
        '(schema 7, this program knows 1)',
    );
    expect(version()).toBe(7);
    expect(tables()).toEqual([]);
  });
});
