import { type Page, TricordError } from '@tricord/core';
import { readRow, type StoredRow } from '../rows/stored-row.ts';
import type { ListSql } from './list-statement.ts';
import { pageToken, readPageToken } from './page-token.ts';
import { checkLimit, type PagedQuery } from './paged-query.ts';
import type { ListParameters, TableLists } from './table-lists.ts';

/** What a list statement yields. */
export interface ListRow extends StoredRow {
  readonly sorted_by: number | string;
}

/** How to read one page of a list. */
export interface ListPage<Name extends string> {
  /** The statement, and which way it is read. */
  readonly name: Name;
  readonly way: keyof ListSql;
  /** Everything that is bound to it. */
  readonly parameters: ListParameters;
  /** The page that the rows make. */
  readonly pageOf: <Item>(rows: readonly ListRow[]) => Page<Item>;
}

/** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
export function listPage<Query extends PagedQuery, Name extends string>(
  { kind, nameOf, parametersOf, beginOf }: TableLists<Query, Name>,
  query: Query,
): ListPage<Name> {
  const { limit, after, before, ...filters } = query;
  checkLimit(query);
  if (after !== undefined && before !== undefined) {
    throw new TricordError('invalid-argument', 'A page comes after one or before one', {
      details: { parameter: 'before' },
    });
  }
  const fingerprint = kind + JSON.stringify(Object.entries(filters).sort());
  const token = before ?? after;
  const way = before === undefined ? 'onwards' : 'back';
  const parameter = before === undefined ? 'after' : 'before';
  const key = token === undefined ? beginOf(query) : readPageToken(fingerprint, token, parameter);
  const keyed = { keySortedBy: key[0], keyId: key[1] };
  const { accountId } = query;
  return {
    name: nameOf(query),
    way,
    // One more row than asked for tells whether there is another page that way.
    parameters: { ...parametersOf(query), accountId, ...keyed, limit: limit + 1 },
    pageOf: (rows) => {
      const more = rows.length > limit;
      const found = rows.slice(0, limit);
      const shown = way === 'back' ? found.reverse() : found;
      const tokenOf = (row: ListRow | undefined) =>
        row && pageToken(fingerprint, [row.sorted_by, row.id]);
      // Whoever has a token got it from a page on the other side.
      const next = way === 'back' || more ? tokenOf(shown.at(-1)) : undefined;
      const hasPrevious = way === 'back' ? more : after !== undefined;
      const previous = hasPrevious ? tokenOf(shown[0]) : undefined;
      return {
        items: shown.map((row) => readRow(row)),
        ...(next === undefined ? {} : { next }),
        ...(previous === undefined ? {} : { previous }),
      };
    },
  };
}
