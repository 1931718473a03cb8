import type { SqlValue } from './stored-row.ts';

/** Something that a table keeps a row of. */
export interface Stored {
  readonly id: string;
  readonly accountId: string;
}

/** Values by column. */
export type RowValues = Readonly<Record<string, SqlValue>>;

/** What a table has beside `id`, `account_id` and `body`. */
export interface TableShape<Item extends Stored> {
  readonly table: string;
  /** The columns that identify a row: `id`, or `account_id` and `id`. */
  readonly identity: readonly string[];
  /** The columns that indexes hold. */
  readonly keyColumns: readonly string[];
  readonly keysOf: (item: Item) => RowValues;
  /** The columns that are in no index: only checked in rows that were found by others. */
  readonly plainColumns: readonly string[];
  readonly plainOf: (item: Item) => RowValues;
}

/** All values of an item's row. */
export function rowOf<Item extends Stored>(shape: TableShape<Item>, item: Item): RowValues {
  return { ...shape.keysOf(item), ...bodyOf(shape, item) };
}

/** The values of an item's row that are in no index, and its identity. */
export function bodyOf<Item extends Stored>(shape: TableShape<Item>, item: Item): RowValues {
  const { id, accountId } = item;
  return { ...shape.plainOf(item), id, account_id: accountId, body: JSON.stringify(item) };
}

/** Whether a change leaves every index entry of the row as it is. */
export function keepsKeys<Item extends Stored>(
  { keysOf }: TableShape<Item>,
  before: Item,
  after: Item,
): boolean {
  const [old, changed] = [keysOf(before), keysOf(after)];
  return Object.keys(old).every((column) => old[column] === changed[column]);
}
