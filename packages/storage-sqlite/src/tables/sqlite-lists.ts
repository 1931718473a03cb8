import type { Page } from '@tricord/core';
import {
  type ListParameters,
  type ListRow,
  type ListSql,
  listPage,
  type PagedQuery,
  type TableLists,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

type PreparedList = Readonly<Record<keyof ListSql, Statement<[ListParameters], ListRow>>>;

/** The lists of one table, each ready to be read both ways. */
export class SqliteLists<Item, Query extends PagedQuery, Name extends string> {
  readonly #lists: TableLists<Query, Name>;
  readonly #prepared: Readonly<Record<Name, PreparedList>>;

  constructor(db: Database, lists: TableLists<Query, Name>) {
    this.#lists = lists;
    const prepared = Object.entries<ListSql>(lists.statements).map(([name, { onwards, back }]) => [
      name,
      { onwards: db.prepare(onwards), back: db.prepare(back) },
    ]);
    this.#prepared = Object.fromEntries(prepared);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
  page(query: Query): Page<Item> {
    const { name, way, parameters, pageOf } = listPage(this.#lists, query);
    return pageOf(this.#prepared[name][way].all(parameters));
  }
}
