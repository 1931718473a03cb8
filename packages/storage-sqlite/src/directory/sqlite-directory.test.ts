import { afterAll, describe, expect, test } from 'vitest';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';
import { DIRECTORY_SQL } from './sqlite-directory.ts';

const db = emptyDatabase();
afterAll(() => {
  db.close();
});

const NAME = 'SEARCH users USING PRIMARY KEY (name_key=?)';
const LINES = 'SEARCH user_lines USING';
const KEYS = 'SEARCH user_keys USING';

describe('no statement of the directory scans, or sorts all that there is', () => {
  test.each([
    [DIRECTORY_SQL.byName, [NAME]],
    [DIRECTORY_SQL.list, ['SEARCH users USING INDEX users_by_name (account_id=? AND name_key>?)']],
    [
      DIRECTORY_SQL.byKey,
      [`${KEYS} COVERING INDEX user_keys_by_value (account_id=? AND kind=? AND value=?)`, NAME],
    ],
    [
      DIRECTORY_SQL.ofDevice,
      [
        `${LINES} COVERING INDEX user_lines_by_device (account_id=? AND device_name=?)`,
        NAME,
        'USE TEMP B-TREE FOR DISTINCT',
      ],
    ],
    [
      DIRECTORY_SQL.ofNumber,
      [
        `${LINES} COVERING INDEX user_lines_by_number (account_id=? AND directory_number=?)`,
        NAME,
        'USE TEMP B-TREE FOR DISTINCT',
      ],
    ],
    // With the lines and keys that go along.
    [
      DIRECTORY_SQL.remove,
      [NAME, `${LINES} PRIMARY KEY (name_key=?)`, `${KEYS} PRIMARY KEY (name_key=?)`],
    ],
    [DIRECTORY_SQL.removeKeys, [`${KEYS} PRIMARY KEY (name_key=?)`]],
    [DIRECTORY_SQL.removeLines, [`${LINES} PRIMARY KEY (name_key=?)`]],
  ])('%s', (sql, plan) => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => 'x');
    expect(planOf(db, sql, ...parameters)).toEqual(plan);
  });
});
