import { type Page, TricordError } from '@tricord/core';
import { readRow, type StoredRow } from '../rows/stored-row.ts';
import type { ListSql } from './list-statement.ts';
import { type PageKey, pageToken, readPageToken } from './page-token.ts';
import type { ListParameters, TableLists } from './table-lists.ts';

/** What a list statement yields. */
export interface ListRow extends StoredRow {
  readonly sorted_by: number | string;
}

/** What every query of a list has beside its filters. */
export interface PagedQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly after?: string;
  readonly before?: string;
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
  checkLimit(limit);
  if (after !== undefined && before !== undefined) {
    throw invalid('before', 'A page comes after one or before one');
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

/** How to read one page of a list that is only read onwards. */
export interface OnwardsPage<Row, Item> {
  /** The page begins behind it. */
  readonly key: PageKey;
  /** How many rows to read: one more than are shown tells whether there is another page. */
  readonly limit: number;
  readonly pageOf: (rows: readonly Row[]) => Page<Item>;
}

/**
 * @param fingerprint binds page tokens to the query.
 * @param begin where the first page begins.
 * @throws TricordError `invalid-argument` with parameter `limit` or `after`.
 */
export function onwardsPage<Row, Item>(
  { limit, after }: Pick<PagedQuery, 'limit' | 'after'>,
  fingerprint: string,
  begin: PageKey,
  keyOf: (row: Row) => PageKey,
  itemOf: (row: Row) => Item,
): OnwardsPage<Row, Item> {
  checkLimit(limit);
  return {
    key: after === undefined ? begin : readPageToken(fingerprint, after, 'after'),
    limit: limit + 1,
    pageOf: (rows) => {
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(itemOf),
        ...(last === undefined ? {} : { next: pageToken(fingerprint, keyOf(last)) }),
      };
    },
  };
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw invalid('limit', 'A page has from 1 to 1000 items');
  }
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
