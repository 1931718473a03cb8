import type { AudioInventory, InventoryQuery, Recording } from '@tricord/core';
import { readRow, type StoredRow } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

const ENDED = "shelf IN ('done', 'failed')";

export const INVENTORY_SQL = {
  page:
    `SELECT id, body FROM recordings WHERE id > $afterId AND ${ENDED} ` +
    "AND ($accountId IS NULL OR account_id = $accountId) AND json_extract(body, '$.media') IS NOT NULL " +
    'ORDER BY id LIMIT $limit + 0',
  countAll: `SELECT count(*) FROM recordings INDEXED BY recordings_by_age WHERE ${ENDED}`,
  count: `SELECT count(*) FROM recordings INDEXED BY recordings_by_age WHERE account_id = ? AND ${ENDED}`,
  known: 'SELECT id FROM recordings WHERE id IN (SELECT value FROM json_each(?))',
};

/** What a SqliteCatalog says of the media store; only reads. */
export class SqliteInventory implements AudioInventory {
  readonly #page: Statement<[object], StoredRow>;
  readonly #countAll: Statement<[], number>;
  readonly #count: Statement<[accountId: string], number>;
  readonly #known: Statement<[ids: string], string>;

  constructor(db: Database) {
    this.#page = db.prepare(INVENTORY_SQL.page);
    this.#countAll = db.prepare<[], number>(INVENTORY_SQL.countAll).pluck();
    this.#count = db.prepare<[string], number>(INVENTORY_SQL.count).pluck();
    this.#known = db.prepare<[string], string>(INVENTORY_SQL.known).pluck();
  }

  async page({ accountId, limit, afterId }: InventoryQuery): Promise<readonly Recording[]> {
    const rows = this.#page.all({ accountId: accountId ?? null, afterId: afterId ?? '', limit });
    return rows.map(readRow<Recording>);
  }

  async count(accountId?: string): Promise<number> {
    const counted = accountId === undefined ? this.#countAll.get() : this.#count.get(accountId);
    return counted ?? 0;
  }

  async known(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(this.#known.all(JSON.stringify(ids)));
  }
}
