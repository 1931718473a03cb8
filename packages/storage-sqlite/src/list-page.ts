import { type CallFilter, type Page, TricordError } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { type PageKey, pageToken, readPageToken } from './page-token.ts';
import { readRow, type StoredRow } from './stored-row.ts';

/** What a list statement yields. */
export interface ListRow extends StoredRow {
  readonly sorted_by: number | string;
}

export type ListParameters = Readonly<Record<string, string | number | Buffer | null>>;

export type ListStatements<Name extends string> = Readonly<
  Record<Name, Statement<[ListParameters], ListRow>>
>;

/** The statements that the lists of a table are read by. */
export function prepareLists<Name extends string>(
  db: Database,
  sql: Readonly<Record<Name, string>>,
): ListStatements<Name> {
  const statements = Object.entries<string>(sql).map(([name, text]) => [name, db.prepare(text)]);
  return Object.fromEntries(statements) as ListStatements<Name>;
}

interface PagedQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly after?: string;
}

/**
 * Reads one page.
 *
 * @param kind keeps apart the tokens of tables whose queries look alike.
 * @param begin where the first page begins: before every row that fits.
 * @throws TricordError `invalid-argument` with parameter `limit` or `after`.
 */
export function listPage<T>(
  kind: string,
  statement: Statement<[ListParameters], ListRow>,
  query: PagedQuery,
  begin: PageKey,
  parameters: ListParameters,
): Page<T> {
  const { limit, after, ...filters } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new TricordError('invalid-argument', 'A page has from 1 to 1000 items', {
      details: { parameter: 'limit' },
    });
  }
  const fingerprint = () => kind + JSON.stringify(Object.entries(filters).sort());
  const key = after === undefined ? begin : readPageToken(fingerprint(), after);
  const rows = statement.all({
    ...parameters,
    accountId: query.accountId,
    keySortedBy: key[0],
    keyId: key[1],
    // One more than asked for tells whether there is a next page.
    limit: limit + 1,
  });
  const items = rows.slice(0, limit).map(readRow<T>);
  const last = rows[limit - 1];
  return last === undefined || rows.length <= limit
    ? { items }
    : { items, next: pageToken(fingerprint(), [last.sorted_by, last.id]) };
}

/** The parameters of the filters that recordings and sessions share. */
export function callParameters(filter: CallFilter) {
  return {
    device_name: filter.deviceName ?? null,
    directory_number: filter.directoryNumber ?? null,
    username: filter.username ?? null,
    numeric_user_id: filter.numericUserId ?? null,
  };
}
