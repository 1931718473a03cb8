import { type ArchiveQuery, isSameUser, TricordError } from '@tricord/core';

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

/**
 * The query with its reader's name as a filter, as far as that says the same. Undefined: the reader may see nothing that
 * fits.
 */
export function withOwnName({ visibleTo, ...query }: ArchiveQuery): ArchiveQuery | undefined {
  if (visibleTo === undefined || isSameUser(query.username, visibleTo.username)) return query;
  if (visibleTo.supervisedGroups.length > 0) return { ...query, visibleTo };
  return query.username === undefined ? { ...query, username: visibleTo.username } : undefined;
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
