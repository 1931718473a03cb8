import { TricordError } from '@tricord/core';

/** What every query of a list has beside its filters. */
export interface PagedQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly after?: string;
  readonly before?: string;
}

/** @throws TricordError `invalid-argument` with parameter `limit` unless it is from 1 to 1000. */
export function checkLimit({ limit }: Pick<PagedQuery, 'limit'>): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return;
  throw new TricordError('invalid-argument', 'A page has from 1 to 1000 items', {
    details: { parameter: 'limit' },
  });
}
