import {
  AUDIT_EVENTS,
  type AuditEntry,
  type AuditFilter,
  type AuditReadDeps,
  listAudit,
} from '@tricord/core';
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from '../mappers/formula-guard.ts';

/** The columns of an export, by title. */
const COLUMNS: Readonly<Record<string, (entry: AuditEntry) => string>> = {
  seq: ({ seq }) => String(seq),
  time: ({ at }) => new Date(at).toISOString(),
  event: ({ action }) => AUDIT_EVENTS[action],
  username: ({ actor }) => actor.username ?? '',
  via: ({ actor }) => actor.via,
  address: ({ actor }) => actor.address ?? '',
  recordingId: ({ recordingId }) => recordingId ?? '',
  subject: ({ subject }) => subject ?? '',
  details: ({ details }) => (Object.keys(details).length === 0 ? '' : JSON.stringify(details)),
  action: ({ action }) => action,
  prevHash: ({ prevHash }) => prevHash,
  hash: ({ hash }) => hash,
};

const BYTE_ORDER_MARK = '\uFEFF';
const PAGE = 500;

/**
 * An account's audit log as CSV (RFC 4180) in chunks, oldest first. It begins with a byte order mark, without which
 * spreadsheets would assume another encoding.
 */
export async function* exportAudit(
  deps: AuditReadDeps,
  accountId: string,
  filter: AuditFilter = {},
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvOf([Object.keys(COLUMNS)]);
  const query = { accountId, ...filter, order: 'oldest', limit: PAGE } as const;
  let page = await listAudit(deps, query);
  for (;;) {
    if (page.items.length > 0) yield csvOf(page.items.map(cellsOf));
    if (page.next === undefined) return;
    await new Promise(setImmediate);
    page = await listAudit(deps, { ...query, after: page.next });
  }
}

function cellsOf(entry: AuditEntry): readonly string[] {
  return Object.values(COLUMNS).map((cell) => guardFormula(cell(entry)));
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows' },
  );
}
