import SqliteDatabase from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { AGED_SQL } from './aged-recordings.ts';
import { AUDIT_LIST_SQL, auditListParameters } from './audit-lists.ts';
import { createSchema } from './database/create-schema.ts';
import { AUDIT_SQL } from './sqlite-audit.ts';

const db = new SqliteDatabase(':memory:');
createSchema(db);
afterAll(() => {
  db.close();
});

/** How SQLite goes about a statement. */
function planOf(sql: string, ...parameters: unknown[]): string[] {
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return (rows as { detail: string }[]).map((row) => row.detail);
}

test.each(Object.entries(AUDIT_LIST_SQL))(
  'the list by %s goes down one index, and sorts nothing',
  (name, sql) => {
    const leading = name.split(' ')[0] ?? '';
    const parameters = { ...auditListParameters({ accountId: 'a', limit: 1 }), limit: 1 };
    const plan = planOf(sql, { ...parameters, keyAt: 1, keySeq: 1 });
    expect(plan).toHaveLength(1);
    const equal = leading === 'time' ? '' : ` AND ${leading}=?`;
    expect(plan[0]).toContain(`USING INDEX audit_by_${leading} (account_id=?${equal} AND `);
    expect(plan[0]).toMatch(/at[<>]\?|\(at,seq\)[<>]/);
  },
);

test.each(Object.entries(AGED_SQL))('%s is read in order, from a key on', (index, sql) => {
  const parameters = { accountId: 'a', deviceName: 'd', directoryNumber: '1', limit: 1 };
  const plan = planOf(sql, { ...parameters, keyAt: 1, keyId: 'x', startedBefore: 1 });
  expect(plan).toHaveLength(1);
  expect(plan[0]).toContain(`SEARCH recordings USING INDEX ${index} (account_id=?`);
  expect(plan[0]).toMatch(/\(call_at,id\)>|call_at>\?/);
});

test('adding an entry looks at one row, and a stretch at its own', () => {
  expect(planOf(AUDIT_SQL.head, 'a')).toEqual([
    'SEARCH audit_heads USING PRIMARY KEY (account_id=?)',
  ]);
  expect(planOf(AUDIT_SQL.stretch, 'a', 1, 1)).toEqual([
    'SEARCH audit USING PRIMARY KEY (account_id=? AND seq>?)',
  ]);
  expect(planOf(AUDIT_SQL.begin, 'a', 1)).toEqual([
    'SEARCH audit USING PRIMARY KEY (account_id=?)',
  ]);
});
