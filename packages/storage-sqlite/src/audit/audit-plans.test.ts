import { auditPage } from '@tricord/storage-sql';
import { afterAll, expect, test } from 'vitest';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';
import { AUDIT_LIST_SQL } from './audit-lists.ts';
import { AUDIT_SQL } from './sqlite-audit.ts';

const db = emptyDatabase();
afterAll(() => {
  db.close();
});

test.each(Object.entries(AUDIT_LIST_SQL))(
  'the list by %s goes down one index, and sorts nothing',
  (name, sql) => {
    const leading = name.split(' ')[0] ?? '';
    const { parameters } = auditPage({ accountId: 'a', limit: 1 });
    const plan = planOf(db, sql, parameters);
    expect(plan).toHaveLength(1);
    const equal = leading === 'time' ? '' : ` AND ${leading}=?`;
    expect(plan[0]).toContain(`USING INDEX audit_by_${leading} (account_id=?${equal} AND `);
    expect(plan[0]).toMatch(/at[<>]\?|\(at,seq\)[<>]/);
  },
);

test('adding an entry looks at one row, and a stretch at its own', () => {
  expect(planOf(db, AUDIT_SQL.head, 'a')).toEqual([
    'SEARCH audit_heads USING PRIMARY KEY (account_id=?)',
  ]);
  expect(planOf(db, AUDIT_SQL.stretch, 'a', 1, 1)).toEqual([
    'SEARCH audit USING PRIMARY KEY (account_id=? AND seq>?)',
  ]);
  expect(planOf(db, AUDIT_SQL.begin, 'a', 1)).toEqual([
    'SEARCH audit USING PRIMARY KEY (account_id=?)',
  ]);
});
