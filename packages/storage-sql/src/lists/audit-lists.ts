import { type AuditEntry, type AuditQuery, type Page, TricordError } from '@tricord/core';
import { type AuditRow, auditEntryOf } from '../rows/audit-row.ts';
import { onwardsPage } from './onwards-page.ts';
import type { ListParameters } from './table-lists.ts';

/** The columns that a list can be led by: the one with the fewest rows per value first. */
export const AUDIT_LEADING = ['recording_id', 'username', 'action'] as const;

export const AUDIT_ORDERS = ['newest', 'oldest'] as const;

/** Selects a statement: the column that leads the list, undefined for time alone, and the order. */
export interface AuditListChoice {
  readonly leading: (typeof AUDIT_LEADING)[number] | undefined;
  readonly order: (typeof AUDIT_ORDERS)[number];
}

/** How to read one page of the audit log. */
export interface AuditPage {
  readonly choice: AuditListChoice;
  readonly parameters: ListParameters;
  readonly pageOf: (rows: readonly AuditRow[]) => Page<AuditEntry>;
}

/** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
export function auditPage(query: AuditQuery): AuditPage {
  const { limit: _limit, after: _after, ...filters } = query;
  const values = auditParameters(query);
  const order = query.order ?? 'newest';
  const { key, limit, pageOf } = onwardsPage<AuditRow, AuditEntry>(
    query,
    `audit${JSON.stringify(Object.entries(filters).sort())}`,
    [order === 'oldest' ? values.from : values.until, String(Number.MIN_SAFE_INTEGER)],
    ({ at, seq }) => [at, String(seq)],
    entryOf,
  );
  return {
    choice: { leading: AUDIT_LEADING.find((column) => values[column] !== null), order },
    parameters: { ...values, keyAt: Number(key[0]), keySeq: Number(key[1]), limit },
    pageOf,
  };
}

function auditParameters(query: AuditQuery) {
  return {
    accountId: query.accountId,
    recording_id: query.recordingId ?? null,
    username: query.username ?? null,
    action: query.action ?? null,
    from: query.from ?? Number.MIN_SAFE_INTEGER,
    until: query.until ?? Number.MAX_SAFE_INTEGER,
  };
}

function entryOf(row: AuditRow): AuditEntry {
  const entry = auditEntryOf(row);
  if (entry !== undefined) return entry;
  throw new TricordError('internal', `The entry ${row.seq} of the audit log is damaged`);
}
