import {
  bodyOf,
  idInUse,
  keepsKeys,
  type RowValues,
  readRow,
  rowOf,
  type Stored,
  type StoredRow,
  type TableShape,
} from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { insertSql, updateSql } from './row-sql.ts';

/** Called within the transaction of a change; what it throws undoes the transaction. */
export interface TableObserver<Item extends Stored> {
  /** Before a change of what indexes hold is written. */
  readonly moving?: (before: Item, after: Item) => void;
  /** After any change was written. */
  readonly changed?: (before: Item, after: Item) => void;
}

/** The statements that every table is read and written by. */
export function tableSql({
  table,
  identity,
  keyColumns,
  plainColumns,
}: Pick<TableShape<Stored>, 'table' | 'identity' | 'keyColumns' | 'plainColumns'>) {
  const changing = ['body', ...plainColumns];
  return {
    byId: `SELECT id, body FROM ${table} WHERE id = ? AND account_id = ?`,
    insert: insertSql(table, ['id', 'account_id', ...changing, ...keyColumns], identity),
    update: updateSql(table, [...changing, ...keyColumns]),
    /** For a change that moves no index entry. */
    updateBody: updateSql(table, changing),
  };
}

/** The rows of one table: whole items, found and changed by id. All methods are synchronous. */
export class StoredTable<Item extends Stored> {
  readonly #shape: TableShape<Item>;
  readonly #byId: Statement<[id: string, accountId: string], StoredRow>;
  readonly #insertRow: Statement<[RowValues]>;
  readonly #updateRow: Statement<[RowValues]>;
  readonly #updateBody: Statement<[RowValues]>;
  readonly #update: Transaction<
    (accountId: string, id: string, change: (item: Item) => Item) => Item | undefined
  >;
  readonly #updateEach: Transaction<
    (found: Statement<[], StoredRow>, change: (item: Item) => Item) => Item[]
  >;
  readonly #observer: TableObserver<Item>;

  constructor(db: Database, shape: TableShape<Item>, observer: TableObserver<Item> = {}) {
    const sql = tableSql(shape);
    this.#shape = shape;
    this.#byId = db.prepare(sql.byId);
    this.#insertRow = db.prepare(sql.insert);
    this.#updateRow = db.prepare(sql.update);
    this.#updateBody = db.prepare(sql.updateBody);
    this.#observer = observer;
    this.#update = db.transaction((accountId, id, change) => {
      const before = this.get(accountId, id);
      return before && this.#write(before, change(before));
    });
    this.#updateEach = db.transaction((found, change) =>
      found.all().map((row) => {
        const before = readRow<Item>(row);
        return this.#write(before, change(before));
      }),
    );
  }

  get(accountId: string, id: string): Item | undefined {
    const row = this.#byId.get(id, accountId);
    return row && readRow<Item>(row);
  }

  /** @throws TricordError `invalid-argument` with parameter `id` when the id is in use. */
  insert(item: Item): void {
    if (this.#insertRow.run(rowOf(this.#shape, item)).changes === 0) throw idInUse(item.id);
  }

  /** Replaces an item in a transaction of its own; undefined when there is none. */
  update(accountId: string, id: string, change: (item: Item) => Item): Item | undefined {
    return this.#update.immediate(accountId, id, change);
  }

  /** Replaces all items that a statement finds, in one transaction. */
  updateEach(found: Statement<[], StoredRow>, change: (item: Item) => Item): readonly Item[] {
    return this.#updateEach.immediate(found, change);
  }

  #write(before: Item, after: Item): Item {
    if (after === before) return after;
    if (keepsKeys(this.#shape, before, after)) {
      this.#updateBody.run(bodyOf(this.#shape, after));
    } else {
      this.#observer.moving?.(before, after);
      this.#updateRow.run(rowOf(this.#shape, after));
    }
    this.#observer.changed?.(before, after);
    return after;
  }
}
