import type { RecordingQuery, SessionQuery } from '@tricord/core';
import { afterAll, describe, expect, test } from 'vitest';
import { CONFERENCE_LISTS, CONFERENCE_SQL } from '../calls/sqlite-conferences.ts';
import { SESSION_LISTS, SESSION_SQL } from '../calls/sqlite-sessions.ts';
import { AGED_SQL } from '../recordings/aged-recordings.ts';
import { INVENTORY_SQL } from '../recordings/sqlite-inventory.ts';
import { RECORDING_LISTS, RECORDING_SQL } from '../recordings/sqlite-recordings.ts';
import { RECORDING_SCANS } from '../search/searched-recordings.ts';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';

const db = emptyDatabase();
afterAll(() => {
  db.close();
});

const PAGE = { accountId: 'a', limit: 10 };
const KEYS = { keySortedBy: 1, keyId: 'x' };
/** How the index is read from a key, toward either end. */
const OLDER = 'created_at>? AND (created_at,id)<(?,?))';
const YOUNGER = '(created_at,id)>(?,?) AND created_at<?)';

/** Every mix of these, each given or not. */
function mixesOf<T extends object>(filters: T): Partial<T>[] {
  const entries = Object.entries(filters);
  return Array.from(
    { length: 2 ** entries.length },
    (_, mix) =>
      Object.fromEntries(entries.filter((_entry, i) => (mix >> i) % 2 === 1)) as Partial<T>,
  );
}

/** The table accesses of a plan; the rest must be nothing but the merging of the shelves. */
function accessesOf(plan: readonly string[]): string[] {
  const merging = /^(MERGE \(UNION ALL\)|LEFT|RIGHT)$/;
  return [...new Set(plan.filter((detail) => !merging.test(detail)))];
}

describe('every list of recordings, and every scan of a search, goes down one index, from where the page begins', () => {
  const mixes = mixesOf({
    sessionId: 's',
    conferenceId: 'c',
    deviceName: 'd',
    directoryNumber: 'n',
    numericUserId: 'i',
    username: 'u',
    states: ['done', 'paused'] as const,
    createdFrom: 1,
    createdBefore: 2,
    namePrefix: 'p',
    order: 'name' as const,
  });

  test(`in all ${mixes.length} mixes of filters and orders`, () => {
    const columns = [
      ['sessionId', 'session_id'],
      ['conferenceId', 'conference_id'],
      ['deviceName', 'device_name'],
      ['directoryNumber', 'directory_number'],
      ['numericUserId', 'numeric_user_id'],
      ['username', 'username'],
    ] as const;
    for (const mix of mixes) {
      const query: RecordingQuery = { ...PAGE, ...mix };
      const name = RECORDING_LISTS.nameOf(query);
      const parameters = { ...PAGE, ...KEYS, ...RECORDING_LISTS.parametersOf(query) };
      const leading = columns.find(([filter]) => query[filter] !== undefined)?.[1];
      const access =
        query.order === 'name'
          ? 'SEARCH recordings USING INDEX recordings_by_name (account_id=? AND shelf=? AND '
          : leading === undefined
            ? 'SEARCH recordings USING INDEX recordings_by_age (account_id=? AND shelf=? AND '
            : `SEARCH recordings USING INDEX recordings_by_${leading} ` +
              `(account_id=? AND ${leading}=? AND shelf=? AND `;
      const [after, before] =
        query.order === 'name'
          ? ['(name,id)>(?,?) AND name<?)', 'name>? AND (name,id)<(?,?))']
          : [OLDER, YOUNGER];
      for (const { onwards, back } of [RECORDING_LISTS.statements[name], RECORDING_SCANS[name]]) {
        expect({
          mix,
          onwards: accessesOf(planOf(db, onwards, parameters)),
          back: accessesOf(planOf(db, back, parameters)),
        }).toEqual({ mix, onwards: [access + after], back: [access + before] });
      }
    }
  });
});

describe('every list of sessions goes down one index, from where the page begins', () => {
  const mixes = mixesOf({
    conferenceId: 'c',
    deviceName: 'd',
    directoryNumber: 'n',
    numericUserId: 'i',
    username: 'u',
    callingNumber: 'a',
    calledNumber: 'b',
    createdFrom: 1,
    startedFrom: 1,
    startedBefore: 2,
    states: ['live'] as const,
  });

  test(`in all ${mixes.length} mixes of filters`, () => {
    for (const mix of mixes) {
      const query: SessionQuery = { ...PAGE, ...mix };
      const name = SESSION_LISTS.nameOf(query);
      const parameters = { ...PAGE, ...KEYS, ...SESSION_LISTS.parametersOf(query) };
      const { onwards, back } = SESSION_LISTS.statements[name];
      const index = name === 'newest' ? 'sessions_by_age' : `sessions_by_${name}`;
      const equal = name === 'newest' ? '' : `${name}=? AND `;
      const access = `SEARCH sessions USING INDEX ${index} (account_id=? AND ${equal}state=? AND `;
      expect({
        mix,
        onwards: accessesOf(planOf(db, onwards, parameters)),
        back: accessesOf(planOf(db, back, parameters)),
      }).toEqual({ mix, onwards: [access + OLDER], back: [access + YOUNGER] });
    }
  });
});

describe('every list of conferences goes down one index, from where the page begins', () => {
  test.each(mixesOf({ states: ['live'] as const, createdFrom: 1, createdBefore: 2 }))(
    '%j',
    (mix) => {
      const query = { ...PAGE, ...mix };
      const parameters = { ...PAGE, ...KEYS, ...CONFERENCE_LISTS.parametersOf(query) };
      const access =
        'SEARCH conferences USING INDEX conferences_by_age (account_id=? AND state=? AND ';
      const { onwards, back } = CONFERENCE_LISTS.statements.newest;
      expect(accessesOf(planOf(db, onwards, parameters))).toEqual([access + OLDER]);
      expect(accessesOf(planOf(db, back, parameters))).toEqual([access + YOUNGER]);
    },
  );
});

describe('no other statement scans or sorts', () => {
  test.each([
    [RECORDING_SQL.byId, 'SEARCH recordings USING INDEX sqlite_autoindex_recordings_1 (id=?)'],
    [
      RECORDING_SQL.byName,
      'SEARCH recordings USING INDEX recordings_by_name (account_id=? AND shelf=? AND name=?)',
    ],
    [RECORDING_SQL.remove, 'SEARCH recordings USING INDEX sqlite_autoindex_recordings_1 (id=?)'],
    [
      SESSION_SQL.byId,
      'SEARCH sessions USING INDEX sqlite_autoindex_sessions_1 (account_id=? AND id=?)',
    ],
    [
      SESSION_SQL.byExternalId,
      'SEARCH sessions USING INDEX sessions_by_external_id (account_id=? AND external_id=?)',
    ],
    [
      CONFERENCE_SQL.byId,
      'SEARCH conferences USING INDEX sqlite_autoindex_conferences_1 (account_id=? AND id=?)',
    ],
    [
      CONFERENCE_SQL.members,
      'SEARCH sessions USING COVERING INDEX sessions_by_conference_id ' +
        '(account_id=? AND conference_id=? AND state=?)',
    ],
    // All that these indexes hold is what is asked for.
    [RECORDING_SQL.unfinished, 'SCAN recordings USING INDEX recordings_unfinished'],
    [SESSION_SQL.live, 'SCAN sessions USING INDEX sessions_live'],
    [CONFERENCE_SQL.live, 'SCAN conferences USING INDEX conferences_live'],
  ])('%s', (sql, access) => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => 'x');
    expect(planOf(db, sql, ...parameters)).toEqual([access]);
  });
});

test.each(Object.entries(AGED_SQL))('%s is read in order, from a key on', (index, sql) => {
  const parameters = { accountId: 'a', deviceName: 'd', directoryNumber: '1', limit: 1 };
  const plan = planOf(db, sql, { ...parameters, keyAt: 1, keyId: 'x', startedBefore: 1 });
  expect(plan).toHaveLength(1);
  expect(plan[0]).toContain(`SEARCH recordings USING INDEX ${index} (account_id=?`);
  expect(plan[0]).toMatch(/\(call_at,id\)>|call_at>\?/);
});

describe('the inventory', () => {
  test('goes down the ids, and counts on an index', () => {
    const [page] = planOf(db, INVENTORY_SQL.page, { accountId: 'a', afterId: 'x', limit: 10 });
    expect(page).toBe('SEARCH recordings USING INDEX sqlite_autoindex_recordings_1 (id>?)');
    expect(planOf(db, INVENTORY_SQL.known, '[]')[0]).toBe(
      'SEARCH recordings USING COVERING INDEX sqlite_autoindex_recordings_1 (id=?)',
    );
    expect(planOf(db, INVENTORY_SQL.countAll)).toEqual([
      'SCAN recordings USING COVERING INDEX recordings_by_age',
    ]);
    expect(planOf(db, INVENTORY_SQL.count, 'a')).toEqual([
      'SEARCH recordings USING COVERING INDEX recordings_by_age (account_id=? AND shelf=?)',
    ]);
  });
});
