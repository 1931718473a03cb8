import type { AuditEntry, AuditQuery, Page } from '@tricord/core';
import {
  AUDIT_COLUMNS,
  AUDIT_LEADING,
  AUDIT_ORDERS,
  type AuditListChoice,
  type AuditRow,
  auditPage,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

const DIRECTIONS = {
  newest: { after: '<', direction: 'DESC' },
  oldest: { after: '>', direction: 'ASC' },
} as const;

/** Every statement that lists of the audit log are read by, by what leads them and their order. */
export const AUDIT_LIST_SQL = Object.fromEntries(
  [undefined, ...AUDIT_LEADING].flatMap((leading) =>
    AUDIT_ORDERS.map((order) => [nameOf({ leading, order }), listSql({ leading, order })]),
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
    const { choice, parameters, pageOf } = auditPage(query);
    return pageOf(this.#statements.get(nameOf(choice))?.all(parameters) ?? []);
  }
}

function nameOf({ leading, order }: AuditListChoice): string {
  return `${leading ?? 'time'} ${order}`;
}

function listSql({ leading, order }: AuditListChoice): string {
  const { after, direction } = DIRECTIONS[order];
  const conditions = [
    'account_id = $accountId',
    ...(leading === undefined ? [] : [`${leading} = $${leading}`]),
    `(at, seq) ${after} ($keyAt, $keySeq)`,
    order === 'newest' ? 'at >= $from' : 'at < $until',
    // The plus keeps SQLite from choosing an index by this column (https://sqlite.org/optoverview.html, 2).
    ...AUDIT_LEADING.filter((column) => column !== leading).map(
      (column) => `($${column} IS NULL OR +${column} = $${column})`,
    ),
  ];
  return (
    `SELECT ${AUDIT_COLUMNS.join(', ')} FROM audit INDEXED BY audit_by_${leading ?? 'time'} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY at ${direction}, seq ${direction} LIMIT $limit + 0`
  );
}
