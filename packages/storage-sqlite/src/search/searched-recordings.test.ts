import {
  DEFAULT_SETTINGS,
  type Recording,
  type RecordingQuery,
  recordingFits,
} from '@tricord/core';
import { randomOf, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqliteCatalog } from '../sqlite-catalog.ts';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';
import { MOST_CANDIDATES, SEARCH_INDEX_SQL } from './search-index.ts';
import { CANDIDATES_SQL } from './searched-recordings.ts';

const ACCOUNT = 'acme';
const SIZE = MOST_CANDIDATES + 600;
const random = randomOf(5);

describe('a search with more matches than are sorted', () => {
  let folder: TemporaryFolder;
  let catalog: SqliteCatalog;
  const all: Recording[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    catalog = await SqliteCatalog.open({ path: `${folder.path}/catalog.db` });
    for (let n = 0; n < SIZE; n += 1) {
      const row = recordingOf(n);
      all.push(row);
      await catalog.recordings.insert(row);
    }
  });
  afterAll(async () => {
    await catalog.close();
    await folder.close();
  });

  test.each<Partial<RecordingQuery>>([
    { text: 'common' },
    { text: 'common', tags: ['all'] },
    { text: 'common rare' },
    { text: 'co' },
    { text: 'common', order: 'name' },
    { direction: 'incoming', durationFromMs: 900 },
    { direction: 'outgoing', durationToMs: 5, order: 'name' },
    { text: 'common', states: ['failed'] },
  ])('%j finds what there is, page by page and back', async (filter) => {
    const query = { accountId: ACCOUNT, limit: 700, ...filter };
    const expected = all.filter((row) => recordingFits(row, query));
    expected.sort(filter.order === 'name' ? by(({ name }) => name, 1) : by(createdAt, -1));
    const ids: string[] = [];
    let page = await catalog.recordings.list(query);
    for (;;) {
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === undefined) break;
      const onwards = await catalog.recordings.list({ ...query, after: page.next });
      const before = onwards.previous ?? '';
      const { items } = await catalog.recordings.list({ ...query, before });
      expect(items).toEqual(page.items);
      page = onwards;
    }
    expect(ids).toEqual(expected.map(({ id }) => id));
  });

  test('lets others have their turn', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      immediate = setImmediate(count);
    };
    let immediate = setImmediate(count);
    await catalog.recordings.list({ accountId: ACCOUNT, limit: 10, text: 'no' });
    clearImmediate(immediate);
    expect(turns).toBeGreaterThanOrEqual(SIZE / 500 - 1);
  });
});

test('a search reads its index, and the rows of what that found', () => {
  const db = emptyDatabase();
  expect(planOf(db, SEARCH_INDEX_SQL.find, '"abc"', 1)).toEqual([
    expect.stringMatching(/^SCAN recording_search VIRTUAL TABLE INDEX/),
  ]);
  const keys = { accountId: 'a', keySortedBy: 1, keyId: 'x', seqs: '[]' };
  for (const { onwards, back } of Object.values(CANDIDATES_SQL)) {
    for (const sql of [onwards, back]) {
      expect(planOf(db, sql, keys)).toEqual([
        'SCAN s VIRTUAL TABLE INDEX 1:',
        'SEARCH r USING INTEGER PRIMARY KEY (rowid=?)',
        'USE TEMP B-TREE FOR ORDER BY',
      ]);
    }
  }
  db.close();
});

function by<T extends string | number>(keyOf: (row: Recording) => T, sign: 1 | -1) {
  return (a: Recording, b: Recording) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (x !== y) return x < y ? -sign : sign;
    return a.id < b.id ? -sign : sign;
  };
}

function createdAt(row: Recording): number {
  return row.createdAt;
}

function recordingOf(n: number): Recording {
  const createdAtMs = 1_000_000 + Math.floor(n / 3);
  const done = random() < 0.9;
  return {
    id: `${n}`.padStart(8, '0'),
    accountId: ACCOUNT,
    name: `${Math.floor(random() * 1e9)}`.padStart(9, '0'),
    target: { kind: 'session', sessionId: 's' },
    call: {
      line: {},
      direction: random() < 0.5 ? 'incoming' : 'outgoing',
      local: {},
      remote: {},
      metadata: {},
    },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: done ? 'done' : 'failed',
    muted: false,
    createdAt: createdAtMs,
    updatedAt: createdAtMs,
    pausedMs: 0,
    skippedMs: 0,
    note: random() < 0.02 ? 'common and rare' : 'common',
    tags: ['all'],
    ...(done
      ? {
          media: {
            durationMs: Math.floor(random() * 1000),
            sampleRateHz: 8000,
            channels: 1,
            bytes: 44,
            sha256: '',
            gaps: [],
          },
        }
      : {}),
  };
}
