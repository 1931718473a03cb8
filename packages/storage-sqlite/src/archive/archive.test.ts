import { type ArchiveQuery, DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqliteCatalog } from '../sqlite-catalog.ts';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';
import { LOOKUP_SQL } from './archive-lookup.ts';
import { COUNTED_SQL } from './counted-entries.ts';
import { NUMBERS_SQL } from './remote-numbers.ts';
import { SCANNED_SQL } from './scanned-entries.ts';

const QUERY: ArchiveQuery = { accountId: 'acme', offset: 0, limit: 10 };

test('a scan of many entries lets others have their turn', async () => {
  const folder = await temporaryFolder();
  const catalog = await SqliteCatalog.open({ path: `${folder.path}/catalog.db` });
  for (let n = 0; n < 4100; n += 1) await catalog.recordings.insert(finished(n));
  let turns = 0;
  const count = () => {
    turns += 1;
    immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);
  const { total } = await catalog.recordings.browse({ ...QUERY, remoteNumberPart: '7' });
  clearImmediate(immediate);
  await catalog.close();
  await folder.close();
  expect(total).toBe(
    Array.from({ length: 4100 }, (_, n) => n).filter((n) => `${n}`.includes('7')).length,
  );
  expect(turns).toBeGreaterThanOrEqual(2);
});

describe('numbers by a part of them', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = `${folder.path}/catalog.db`;
    const catalog = await SqliteCatalog.open({ path });
    for (let n = 100; n < 200; n += 1) await catalog.recordings.insert(finished(n));
    await catalog.close();
  });
  afterEach(() => folder.close());

  /** What an archive says to which all this was added. */
  async function totalAfter(sql: string, remoteNumberPart: string): Promise<number> {
    const db = new SqliteDatabase(path);
    db.exec(sql);
    db.close();
    const catalog = await SqliteCatalog.open({ path });
    const { total } = await catalog.recordings.browse({ ...QUERY, remoteNumberPart });
    await catalog.close();
    return total;
  }
  const counted = (most: number) =>
    `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${most})`;
  const groupOf = (value: string) =>
    `(SELECT id FROM archive_groups WHERE kind = 'remote' AND value = '${value}')`;

  /** So that whoever looks at recordings finds nothing. */
  const unseen = 'UPDATE archive_facts SET remote_number = NULL';

  test('are found in the index, not by looking at recordings', async () => {
    expect(await totalAfter(unseen, '123')).toBe(1);
    await addNumber('1234');
    expect(await totalAfter(unseen, '123')).toBe(2);
    expect(await totalAfter(unseen, '12')).toBe(0);
    await addNumber('1234567890123');
    expect(await totalAfter(unseen, '1234567890123')).toBe(1);
    expect(await totalAfter(unseen, '2234567890123')).toBe(0);
    expect(await totalAfter(unseen, '1'.repeat(10_000))).toBe(0);
  });

  test('are looked for in order when too many have the part', async () => {
    const many = `${counted(2001)} INSERT INTO archive_groups (account_id, kind, value)
      SELECT 'other', 'remote', 'x123' || n FROM i`;
    expect(await totalAfter(many, '123')).toBe(1);
    expect(await totalAfter(unseen, '123')).toBe(0);
  });

  test('are looked for in order when they have too many recordings', async () => {
    await addNumber('1234');
    const many = `${counted(2001)} INSERT INTO archive_entries
      SELECT ${groupOf('1234')}, n, 1000000 + n FROM i`;
    expect(await totalAfter(many, '123')).toBe(2);
    expect(await totalAfter(unseen, '123')).toBe(0);
  });

  async function addNumber(phoneNumber: string): Promise<void> {
    const catalog = await SqliteCatalog.open({ path });
    const recording = finished(Number(phoneNumber));
    await catalog.recordings.insert(recording);
    await catalog.close();
  }
});

test('no statement of the archive scans or sorts', () => {
  const db = emptyDatabase();
  const accesses = (sql: string, parameters: unknown[]) => planOf(db, sql, ...parameters);
  for (const sql of [...Object.values(LOOKUP_SQL), ...Object.values(COUNTED_SQL)]) {
    const parameters = Array.from(sql.matchAll(/\?/g), () => 1);
    for (const access of accesses(sql, parameters)) expect(access).toMatch(/^SEARCH /);
  }
  const names = [...SCANNED_SQL.matchAll(/\$(\w+)/g)].map(([, name]) => [name, 1]);
  expect(accesses(SCANNED_SQL, [Object.fromEntries(names)])).toEqual([
    expect.stringMatching(/^SEARCH e USING PRIMARY KEY \(group_id=\? AND /),
    expect.stringMatching(/^SEARCH f USING INTEGER PRIMARY KEY/),
    expect.stringMatching(/SUBQUERY/),
    // The few groups that the statement is given.
    expect.stringMatching(/^SCAN g VIRTUAL TABLE/),
    expect.stringMatching(/SUBQUERY/),
    expect.stringMatching(
      /^SEARCH o USING PRIMARY KEY \(group_id=\? AND started_at=\? AND seq=\?\)/,
    ),
  ]);
  for (const sql of Object.values(NUMBERS_SQL)) {
    const named = [...sql.matchAll(/\$(\w+)/g)].map(([, name]) => [name, 1]);
    const found = accesses(sql, named.length === 0 ? ['"123"'] : [Object.fromEntries(named)]);
    // What is gone through is what the index found, or what the statement was given.
    expect(found.filter((access) => !access.startsWith('SEARCH '))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^SCAN (archive_(?!numbers)|[eof]\b)/)]),
    );
    expect(found).toContainEqual(expect.stringMatching(/^SCAN (archive_numbers|g) VIRTUAL TABLE/));
  }
  db.close();
});

function finished(n: number): Recording {
  const startedAt = 1_000_000 + n;
  return {
    id: `id-${n}`,
    accountId: 'acme',
    name: `recording ${n}`,
    target: { kind: 'session', sessionId: 's' },
    call: {
      line: {},
      direction: 'incoming',
      local: {},
      remote: { phoneNumber: `${n}` },
      metadata: {},
    },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: startedAt,
    updatedAt: startedAt,
    startedAt,
    endedAt: startedAt,
    pausedMs: 0,
    skippedMs: 0,
  };
}
