/** How one kind of list is read from its index. */
export interface ListStatement {
  readonly table: string;
  /** Begins with `account_id`, then `equal` if given, `shelf`, and what `order` sorts by. */
  readonly index: string;
  /** The column that must equal the parameter of its name. */
  readonly equal?: string;
  /** The column whose values are read side by side, each from where it must begin. */
  readonly shelf: string;
  readonly shelves: readonly string[];
  readonly order: 'newest' | 'name';
  /** Conditions on the rows that the index leads to. */
  readonly filters: readonly string[];
}

/** The statements that read a list: onwards from a key, and back from one, the nearest row first. */
export interface ListSql {
  readonly onwards: string;
  readonly back: string;
}

// Rows are bounded on one side by the key, and on the other by the query.
const OLDER = {
  keyset: '(created_at, id) < ($keySortedBy, $keyId) AND created_at >= $createdFrom',
  direction: 'DESC',
};
const YOUNGER = {
  keyset: '(created_at, id) > ($keySortedBy, $keyId) AND created_at < $createdBefore',
  direction: 'ASC',
};
const NAMED_AFTER = {
  keyset: '(name, id) > ($keySortedBy, $keyId) AND name < CAST($nameEnd AS TEXT)',
  direction: 'ASC',
};
const NAMED_BEFORE = {
  keyset: '(name, id) < ($keySortedBy, $keyId) AND name >= $namePrefix',
  direction: 'DESC',
};

const ORDERS = {
  newest: { sortedBy: 'created_at', onwards: OLDER, back: YOUNGER },
  name: { sortedBy: 'name', onwards: NAMED_AFTER, back: NAMED_BEFORE },
};

/**
 * One SELECT a shelf, each in the order of its index, merged by SQLite as they go. A page so reads
 * its own rows and one more of each shelf, however many rows lie before it. A shelf that the
 * query does not ask for is bound to NULL and read not at all.
 *
 * INDEXED BY makes the statement fail to compile, rather than scan, when the index does not serve
 * it.
 */
export function listSql(statement: ListStatement): ListSql {
  return { onwards: selectSql(statement, 'onwards'), back: selectSql(statement, 'back') };
}

function selectSql(statement: ListStatement, way: keyof ListSql): string {
  const { table, index, equal, shelf, shelves, filters } = statement;
  const { sortedBy, [way]: read } = ORDERS[statement.order];
  const { keyset, direction } = read;
  const arms = shelves.map((value) => {
    const conditions = [
      'account_id = $accountId',
      ...(equal === undefined ? [] : [`${equal} = $${equal}`]),
      `${shelf} = $shelf_${value}`,
      keyset,
      ...filters,
    ];
    return (
      `SELECT ${sortedBy} AS sorted_by, id, body FROM ${table} INDEXED BY ${index}\n` +
      `WHERE ${conditions.join('\n  AND ')}`
    );
  });
  const order = `ORDER BY sorted_by ${direction}, id ${direction}`;
  // Of a bare parameter SQLite looks at the value while it plans, and so plans anew for each call.
  return `${arms.join('\nUNION ALL\n')}\n${order} LIMIT $limit + 0`;
}

/** The condition of a filter that holds for every row when its parameter is NULL. */
export function equalIfGiven(column: string): string {
  return `($${column} IS NULL OR ${column} = $${column})`;
}

/** Binds the shelves that a list is to read, all if `wanted` is undefined; see {@link listSql}. */
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
