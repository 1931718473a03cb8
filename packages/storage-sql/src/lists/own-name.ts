import { isSameUser, type Reader } from '@tricord/core';

/** A query that may be for a person who does not see everything. */
interface ReaderQuery {
  readonly username?: string;
  readonly visibleTo?: Reader;
}

/**
 * The query with its reader's name as a filter, as far as that says the same: there is an index for names. Undefined:
 * the reader may see nothing that fits.
 */
export function withOwnName<Query extends ReaderQuery>(query: Query): Query | undefined {
  const { visibleTo, ...rest } = query;
  if (visibleTo === undefined) return query;
  const { username, supervisedGroups } = visibleTo;
  if (query.username !== undefined && isSameUser(query.username, username)) return rest as Query;
  if (supervisedGroups.length > 0) return query;
  return query.username === undefined ? ({ ...rest, username } as unknown as Query) : undefined;
}
