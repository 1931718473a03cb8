import {
  type AuditCatalog,
  type AuditEntry,
  type AuditHead,
  type AuditQuery,
  type AuditSegment,
  chainEntry,
  type NewAuditEntry,
  type Page,
} from '@tricord/core';
import { AUDIT_COLUMNS, type AuditRow, auditEntryOf, auditRow } from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { AuditLists } from './audit-lists.ts';

const COLUMNS = AUDIT_COLUMNS.join(', ');

export const AUDIT_SQL = {
  head: 'SELECT seq, hash FROM audit_heads WHERE account_id = ?',
  stretch: `SELECT ${COLUMNS} FROM audit WHERE account_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  begin: `SELECT ${COLUMNS} FROM audit WHERE account_id = ? ORDER BY seq LIMIT ?`,
  // Steps from one account to the next without reading what is in between.
  accounts: `
    WITH RECURSIVE logs (account_id) AS (
      SELECT min(account_id) FROM audit
      UNION ALL
      SELECT (SELECT min(account_id) FROM audit WHERE account_id > logs.account_id)
      FROM logs WHERE logs.account_id IS NOT NULL
    )
    SELECT account_id FROM logs WHERE account_id IS NOT NULL
    UNION SELECT account_id FROM audit_heads ORDER BY account_id`,
  append:
    `INSERT INTO audit (${COLUMNS}) ` +
    `VALUES (${AUDIT_COLUMNS.map((column) => `$${column}`).join(', ')})`,
  setHead:
    'INSERT INTO audit_heads (account_id, seq, hash) VALUES ($account_id, $seq, $hash) ' +
    'ON CONFLICT (account_id) DO UPDATE SET seq = $seq, hash = $hash',
};

/** Reads an audit log, and cannot add to it. */
export type AuditReader = Omit<AuditCatalog, 'append'>;

/** The audit log of a catalog that is only read. */
export class SqliteAuditReader implements AuditReader {
  readonly #lists: AuditLists;
  readonly #head: Statement<[accountId: string], AuditHead>;
  readonly #accounts: Statement<[], { account_id: string }>;
  readonly #stretch: Transaction<
    (accountId: string, afterSeq: number | undefined, limit: number) => AuditSegment
  >;

  constructor(db: Database) {
    this.#lists = new AuditLists(db);
    this.#head = db.prepare(AUDIT_SQL.head);
    this.#accounts = db.prepare(AUDIT_SQL.accounts);
    const onwards: Statement<[string, number, number], AuditRow> = db.prepare(AUDIT_SQL.stretch);
    const begin: Statement<[string, number], AuditRow> = db.prepare(AUDIT_SQL.begin);
    // In a transaction, so that the head belongs to the entries while others write.
    this.#stretch = db.transaction((accountId, afterSeq, limit) => {
      const rows =
        afterSeq === undefined
          ? begin.all(accountId, limit)
          : onwards.all(accountId, afterSeq, limit);
      const head = this.#head.get(accountId);
      return { links: rows.map(linkOf), ...(head === undefined ? {} : { head }) };
    });
  }

  async list(query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.#lists.page(query);
  }

  async segment(
    accountId: string,
    afterSeq: number | undefined,
    limit: number,
  ): Promise<AuditSegment> {
    return this.#stretch.deferred(accountId, afterSeq, limit);
  }

  async accounts(): Promise<readonly string[]> {
    return this.#accounts.all().map(({ account_id }) => account_id);
  }
}

/** The audit log of a SqliteCatalog. */
export class SqliteAudit extends SqliteAuditReader implements AuditCatalog {
  readonly #head: Statement<[accountId: string], AuditHead>;
  readonly #insert: Statement<[AuditRow]>;
  readonly #setHead: Statement<[Pick<AuditRow, 'account_id' | 'seq' | 'hash'>]>;
  readonly #append: Transaction<(entry: NewAuditEntry) => AuditEntry>;

  constructor(db: Database) {
    super(db);
    this.#head = db.prepare(AUDIT_SQL.head);
    this.#insert = db.prepare(AUDIT_SQL.append);
    this.#setHead = db.prepare(AUDIT_SQL.setHead);
    this.#append = db.transaction((entry) => this.keep(entry));
  }

  async append(entry: NewAuditEntry): Promise<AuditEntry> {
    return this.#append.immediate(entry);
  }

  /** Runs in the transaction of the change that the entry reports. */
  keep(added: NewAuditEntry): AuditEntry {
    const entry = chainEntry(this.#head.get(added.accountId), added);
    const row = auditRow(entry);
    this.#insert.run(row);
    this.#setHead.run({ account_id: row.account_id, seq: row.seq, hash: row.hash });
    return entry;
  }
}

function linkOf(row: AuditRow) {
  const entry = auditEntryOf(row);
  return { seq: row.seq, ...(entry === undefined ? {} : { entry }) };
}
