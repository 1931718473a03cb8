import { type AuditEntry, type AuditQuery, type Page, TricordError } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { pageToken, readPageToken } from '../tables/page-token.ts';
import { AUDIT_COLUMNS, type AuditRow, auditEntryOf } from './audit-row.ts';

/** The columns that a list can be led by, the one with the fewest rows to a value first. */
const LEADING = ['recording_id', 'username', 'action'] as const;

type Leading = (typeof LEADING)[number];

const ORDERS = {
  newest: { after: '<', direction: 'DESC' },
  oldest: { after: '>', direction: 'ASC' },
} as const;

type Order = keyof typeof ORDERS;

/** Every statement that lists of the audit log are read by, by what leads them and their order. */
export const AUDIT_LIST_SQL = Object.fromEntries(
  [undefined, ...LEADING].flatMap((leading) =>
    (Object.keys(ORDERS) as Order[]).map((order) => [
      nameOf(leading, order),
      listSql(leading, order),
    ]),
  ),
);

/** Lists of the audit log. */
export class AuditLists {
  readonly #statements: ReadonlyMap<string, Statement<[object], AuditRow>>;

  constructor(db: Database) {
    this.#statements = new Map(
      Object.entries(AUDIT_LIST_SQL).map(([name, sql]) => [name, db.prepare(sql)]),
    );
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
  page(query: AuditQuery): Page<AuditEntry> {
    const { limit, after: _after, ...filters } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
      throw new TricordError('invalid-argument', 'A page has from 1 to 1000 items', {
        details: { parameter: 'limit' },
      });
    }
    const fingerprint = `audit${JSON.stringify(Object.entries(filters).sort())}`;
    const rows = this.#statements.get(auditListName(query))?.all({
      ...auditListParameters(query),
      ...keyOf(query, fingerprint),
      limit: limit + 1,
    });
    const shown = (rows ?? []).slice(0, limit);
    const last = shown.at(-1);
    const more = (rows ?? []).length > limit && last !== undefined;
    return {
      items: shown.map(readEntry),
      ...(more ? { next: pageToken(fingerprint, [last.at, String(last.seq)]) } : {}),
    };
  }
}

export function auditListName(query: AuditQuery): string {
  const values = auditListParameters(query);
  return nameOf(
    LEADING.find((column) => values[column] !== null),
    query.order ?? 'newest',
  );
}

export function auditListParameters(query: AuditQuery) {
  return {
    accountId: query.accountId,
    recording_id: query.recordingId ?? null,
    username: query.username ?? null,
    action: query.action ?? null,
    from: query.from ?? Number.MIN_SAFE_INTEGER,
    until: query.until ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Where a page begins: behind the last one of the page before, or at the bound of the query. */
function keyOf(query: AuditQuery, fingerprint: string) {
  if (query.after !== undefined) {
    const [at, seq] = readPageToken(fingerprint, query.after, 'after');
    return { keyAt: Number(at), keySeq: Number(seq) };
  }
  const { from, until } = auditListParameters(query);
  const oldest = query.order === 'oldest';
  return { keyAt: oldest ? from : until, keySeq: Number.MIN_SAFE_INTEGER };
}

function nameOf(leading: Leading | undefined, order: Order): string {
  return `${leading ?? 'time'} ${order}`;
}

function listSql(leading: Leading | undefined, order: Order): string {
  const { after, direction } = ORDERS[order];
  const conditions = [
    'account_id = $accountId',
    ...(leading === undefined ? [] : [`${leading} = $${leading}`]),
    `(at, seq) ${after} ($keyAt, $keySeq)`,
    order === 'newest' ? 'at >= $from' : 'at < $until',
    ...LEADING.filter((column) => column !== leading).map(
      (column) => `($${column} IS NULL OR +${column} = $${column})`,
    ),
  ];
  return (
    `SELECT ${AUDIT_COLUMNS.join(', ')} FROM audit INDEXED BY audit_by_${leading ?? 'time'} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY at ${direction}, seq ${direction} LIMIT $limit + 0`
  );
}

function readEntry(row: AuditRow): AuditEntry {
  const entry = auditEntryOf(row);
  if (entry !== undefined) return entry;
  throw new TricordError('internal', `The entry ${row.seq} of the audit log is damaged`);
}
