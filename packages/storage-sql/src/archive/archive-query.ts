import { type ArchiveQuery, TricordError } from '@tricord/core';

/** The most recordings on one page. */
const MAX_LIMIT = 10_000;

/** @throws TricordError `invalid-argument` with parameter `limit` or `offset`. */
export function checkArchiveQuery({ offset, limit }: ArchiveQuery): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw invalid('limit', `A page has from 1 to ${MAX_LIMIT} items`);
  }
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw invalid('offset', 'A page begins at 0 or later');
  }
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
