import type { SqlDialect } from './sql-dialect.ts';

/** How one list is read from its index. */
export interface ListStatement {
  readonly table: string;
  /** Begins with `account_id`, then `equal` if given, `shelf`, and what `order` sorts by. */
  readonly index: string;
  /** The column that must equal the parameter of its name. */
  readonly equal?: string;
  /** The column whose values are read side by side. */
  readonly shelf: string;
  readonly shelves: readonly string[];
  readonly order: 'newest' | 'name';
  /** Conditions on the rows that the index leads to. */
  readonly filters: readonly string[];
}

/**
 * How the rows that the filters of a list do not fit are treated: left out, or yielded without their body, so that a
 * limit counts them, too.
 */
export type Misfits = 'left-out' | 'bare';

/** The statements that read a list: onwards from a key, and back from it, nearest row first. */
export interface ListSql {
  readonly onwards: string;
  readonly back: string;
}

// Rows are bounded on one side by the key, and on the other by the query.
const OLDER = {
  keyset: () => '(created_at, id) < ($keySortedBy, $keyId) AND created_at >= $createdFrom',
  direction: 'DESC',
};
const YOUNGER = {
  keyset: () => '(created_at, id) > ($keySortedBy, $keyId) AND created_at < $createdBefore',
  direction: 'ASC',
};
const NAMED_AFTER = {
  keyset: (dialect: SqlDialect) =>
    `(name, id) > ($keySortedBy, $keyId) AND ${belowNameEnd(dialect)}`,
  direction: 'ASC',
};
const NAMED_BEFORE = {
  keyset: () => '(name, id) < ($keySortedBy, $keyId) AND name >= $namePrefix',
  direction: 'DESC',
};

const ORDERS = {
  newest: { sortedBy: 'created_at', onwards: OLDER, back: YOUNGER },
  name: { sortedBy: 'name', onwards: NAMED_AFTER, back: NAMED_BEFORE },
};

/** The condition that a name comes before the end of those with the wanted prefix. */
export function belowNameEnd({ prefixEnd }: SqlDialect): string {
  return `name < ${prefixEnd.sql('$nameEnd')}`;
}

/**
 * One SELECT for each shelf, in the order of its index, which the engine merges as it reads. A page
 * therefore reads its own rows and one more of each shelf, however many rows lie before it. A shelf
 * that the query does not ask for is bound to NULL and not read at all.
 */
export function listSql(
  dialect: SqlDialect,
  statement: ListStatement,
  misfits: Misfits = 'left-out',
): ListSql {
  return {
    onwards: selectSql(dialect, statement, misfits, 'onwards'),
    back: selectSql(dialect, statement, misfits, 'back'),
  };
}

function selectSql(
  dialect: SqlDialect,
  statement: ListStatement,
  misfits: Misfits,
  way: keyof ListSql,
): string {
  const { table, index, equal, shelf, shelves, filters } = statement;
  const { sortedBy, [way]: read } = ORDERS[statement.order];
  const { keyset, direction } = read;
  const body =
    misfits === 'bare' ? `CASE WHEN ${filters.join(' AND ')} THEN body END AS body` : 'body';
  const arms = shelves.map((value) => {
    const conditions = [
      'account_id = $accountId',
      ...(equal === undefined ? [] : [`${equal} = $${equal}`]),
      `${shelf} = $shelf_${value}`,
      keyset(dialect),
      ...(misfits === 'bare' ? [] : filters),
    ];
    return (
      `SELECT ${sortedBy} AS sorted_by, id, ${body} FROM ${dialect.tableByIndex(table, index)}\n` +
      `WHERE ${conditions.join('\n  AND ')}`
    );
  });
  const order = `ORDER BY sorted_by ${direction}, id ${direction}`;
  // SQLite looks at the value of a bare parameter while it plans, and so would plan for each call.
  return `${arms.join('\nUNION ALL\n')}\n${order} LIMIT $limit + 0`;
}

/** The condition of a filter that holds for every row when its parameter is NULL. */
export function equalIfGiven(column: string): string {
  return `($${column} IS NULL OR ${column} = $${column})`;
}

/** Binds the shelves that a list reads, all if `wanted` is undefined; see {@link listSql}. */
export function shelfParameters<Shelf extends string>(
  shelves: readonly Shelf[],
  wanted: ReadonlySet<string> | undefined,
): Record<`shelf_${Shelf}`, Shelf | null> {
  const bound = shelves.map((shelf) => [
    `shelf_${shelf}`,
    wanted === undefined || wanted.has(shelf) ? shelf : null,
  ]);
  return Object.fromEntries(bound) as Record<`shelf_${Shelf}`, Shelf | null>;
}
