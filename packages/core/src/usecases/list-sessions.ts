import type { Page, SessionQuery } from '../ports/catalog.ts';
import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';

/** Sessions that fit the query, last created first, a page at a time. */
export function listSessions(
  deps: Pick<CoreDeps, 'catalog'>,
  query: SessionQuery,
): Promise<Page<Session>> {
  return deps.catalog.sessions.list(query);
}
