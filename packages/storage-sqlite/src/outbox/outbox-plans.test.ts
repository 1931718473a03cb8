import { afterAll, describe, expect, test } from 'vitest';
import { emptyDatabase, planOf } from '../testing/query-plan.ts';
import { DELIVERY_SQL } from './delivery-table.ts';
import { DELIVERY_LISTS } from './sqlite-deliveries.ts';
import { JOURNAL_SQL } from './sqlite-journal.ts';
import { OUTBOX_SQL } from './sqlite-outbox.ts';

const db = emptyDatabase();
afterAll(() => {
  db.close();
});

test.each([
  [DELIVERY_LISTS.statements.newest, undefined, 'deliveries_by_age (account_id=? AND state=?'],
  [
    DELIVERY_LISTS.statements.recording_id,
    'r',
    'deliveries_by_recording_id (account_id=? AND recording_id=? AND state=?',
  ],
])('every list of deliveries goes down one index', ({ onwards, back }, recordingId, access) => {
  const query = { accountId: 'a', limit: 10, ...(recordingId && { recordingId }) };
  const parameters = {
    ...query,
    keySortedBy: 1,
    keyId: 'x',
    ...DELIVERY_LISTS.parametersOf(query),
  };
  for (const sql of [onwards, back]) {
    const plan = planOf(db, sql, parameters).filter(
      (detail) => !/^(MERGE|LEFT|RIGHT)/.test(detail),
    );
    expect(new Set(plan).size).toBe(1);
    expect(plan[0]).toContain(`SEARCH deliveries USING INDEX ${access} AND `);
  }
});

describe('no statement of the outbox scans deliveries, or sorts', () => {
  test.each([
    [DELIVERY_SQL.byId, 'USING INDEX sqlite_autoindex_deliveries_1 (id=?)'],
    [DELIVERY_SQL.queue, 'USING INDEX deliveries_pending (recording_id=? AND target=?)'],
    [OUTBOX_SQL.nextDueAt, 'USING COVERING INDEX deliveries_by_time (next_attempt_at>?)'],
    [OUTBOX_SQL.count, 'USING COVERING INDEX deliveries_by_state_and_age (state=?)'],
    [OUTBOX_SQL.oldest, 'USING COVERING INDEX deliveries_by_state_and_age (state=?)'],
  ])('%s', (sql, access) => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => 'x');
    expect(planOf(db, sql, ...parameters)).toEqual([`SEARCH deliveries ${access}`]);
  });

  test('what is due in a lane', () => {
    expect(planOf(db, OUTBOX_SQL.due, { lane: 'l', now: 1, limit: 1 })).toEqual([
      'SEARCH deliveries USING INDEX deliveries_due (lane=? AND next_attempt_at>? AND next_attempt_at<?)',
    ]);
  });

  test('what is given up', () => {
    expect(planOf(db, OUTBOX_SQL.pendingRecordings, 'r', 1)).toEqual([
      'SEARCH deliveries USING COVERING INDEX deliveries_pending (recording_id>?)',
    ]);
    expect(planOf(db, OUTBOX_SQL.pendingOf, 'r')).toEqual([
      'SEARCH deliveries USING INDEX deliveries_pending (recording_id=?)',
    ]);
  });

  test('what is forgotten', () => {
    const plan = planOf(db, OUTBOX_SQL.forget, 'dead', 1, 1);
    expect(plan.filter((detail) => detail.includes('SCAN'))).toEqual([]);
    expect(plan.join('\n')).toContain('deliveries_ended (state=? AND ended_at>? AND ended_at<?)');
  });

  test('the journal', () => {
    const journal = (sql: string, ...parameters: unknown[]) =>
      planOf(db, sql, ...parameters).filter((detail) => /journal(?!_planned)/.test(detail));
    const byPosition = 'SEARCH journal USING INTEGER PRIMARY KEY';
    expect(journal(JOURNAL_SQL.unplanned, 1)).toEqual([`${byPosition} (rowid>?)`]);
    expect(journal(JOURNAL_SQL.planned, 1)).toEqual([`${byPosition} (rowid<?)`]);
    expect(journal(JOURNAL_SQL.forget, 1)).toEqual([`${byPosition} (rowid<?)`]);
    expect(journal(JOURNAL_SQL.first)).toEqual(['SEARCH journal']);
    expect(journal(JOURNAL_SQL.after, 'a', 1, 1)).toEqual([
      'SEARCH journal USING INDEX journal_by_account (account_id=? AND position>?)',
    ]);
  });
});

test('the lanes are found in steps, however much lies in one of them', () => {
  const plan = planOf(db, OUTBOX_SQL.lanes, { now: 1 });
  const steps = plan.filter((detail) => detail.includes('deliveries'));
  expect(steps.every((detail) => detail.includes('USING COVERING INDEX deliveries_due'))).toBe(
    true,
  );
  for (const step of ['(lane>?)', '(lane=? AND next_attempt_at>? AND next_attempt_at<?)']) {
    expect(steps.some((detail) => detail.includes(step))).toBe(true);
  }
});
