import type { Page } from '@tricord/core';
import { type PageKey, pageToken, readPageToken } from './page-token.ts';
import { checkLimit, type PagedQuery } from './paged-query.ts';

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
  query: Pick<PagedQuery, 'limit' | 'after'>,
  fingerprint: string,
  begin: PageKey,
  keyOf: (row: Row) => PageKey,
  itemOf: (row: Row) => Item,
): OnwardsPage<Row, Item> {
  checkLimit(query);
  const { limit, after } = query;
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
