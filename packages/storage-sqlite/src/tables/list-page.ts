import { type CallFilter, type Page, TricordError, usernameKey } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import type { ListSql } from './list-statement.ts';
import { type PageKey, pageToken, readPageToken } from './page-token.ts';
import { readRow, type StoredRow } from './stored-row.ts';

/** What a list statement yields. */
export interface ListRow extends StoredRow {
  readonly sorted_by: number | string;
}

export type ListParameters = Readonly<Record<string, string | number | Buffer | null>>;

/** A list, ready to be read both ways. */
export type PreparedList = Readonly<Record<keyof ListSql, Statement<[ListParameters], ListRow>>>;

export type ListStatements<Name extends string> = Readonly<Record<Name, PreparedList>>;

export function prepareList(db: Database, { onwards, back }: ListSql): PreparedList {
  return { onwards: db.prepare(onwards), back: db.prepare(back) };
}

/** The statements that the lists of a table are read by. */
export function prepareLists<Name extends string>(
  db: Database,
  sql: Readonly<Record<Name, ListSql>>,
): ListStatements<Name> {
  const lists = Object.entries<ListSql>(sql).map(([name, list]) => [name, prepareList(db, list)]);
  return Object.fromEntries(lists) as ListStatements<Name>;
}

interface PagedQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly after?: string;
  readonly before?: string;
}

/**
 * Reads one page.
 *
 * @param kind keeps apart the tokens of tables whose queries look alike.
 * @param begin where the first page begins: before every row that fits.
 * @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`.
 */
export function listPage<T>(
  kind: string,
  list: PreparedList,
  query: PagedQuery,
  begin: PageKey,
  parameters: ListParameters,
): Page<T> {
  const { limit, after, before, ...filters } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw invalid('limit', 'A page has from 1 to 1000 items');
  }
  if (after !== undefined && before !== undefined) {
    throw invalid('before', 'A page comes after one or before one');
  }
  const fingerprint = kind + JSON.stringify(Object.entries(filters).sort());
  const token = before ?? after;
  const way = before === undefined ? 'onwards' : 'back';
  const parameter = before === undefined ? 'after' : 'before';
  const key = token === undefined ? begin : readPageToken(fingerprint, token, parameter);
  const rows = list[way].all({
    ...parameters,
    accountId: query.accountId,
    keySortedBy: key[0],
    keyId: key[1],
    // One more than asked for tells whether there is another page that way.
    limit: limit + 1,
  });
  const more = rows.length > limit;
  const found = rows.slice(0, limit);
  const shown = way === 'back' ? found.reverse() : found;
  const tokenOf = (row: ListRow | undefined, wanted: boolean) =>
    row === undefined || !wanted ? undefined : pageToken(fingerprint, [row.sorted_by, row.id]);
  // Whoever came by a token came from a page on the other side.
  const next = tokenOf(shown.at(-1), way === 'back' || more);
  const previous = tokenOf(shown[0], way === 'back' ? more : after !== undefined);
  return {
    items: shown.map(readRow<T>),
    ...(next === undefined ? {} : { next }),
    ...(previous === undefined ? {} : { previous }),
  };
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}

/** The parameters of the filters that recordings and sessions share. */
export function callParameters(filter: CallFilter) {
  return {
    device_name: filter.deviceName ?? null,
    directory_number: filter.directoryNumber ?? null,
    username: filter.username === undefined ? null : usernameKey(filter.username),
    numeric_user_id: filter.numericUserId ?? null,
  };
}
