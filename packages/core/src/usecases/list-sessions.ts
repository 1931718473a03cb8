import type { SessionQuery } from '../ports/catalog.ts';
import type { Page } from '../ports/page.ts';
import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';
import { everyPage } from './every-page.ts';

/** Sessions that match the query, last created first, a page at a time. */
export function listSessions(
  deps: Pick<CoreDeps, 'catalog'>,
  query: SessionQuery,
): Promise<Page<Session>> {
  return deps.catalog.sessions.list(query);
}

/** Every session that matches the query, for vendors without paging. */
export function listAllSessions(
  deps: Pick<CoreDeps, 'catalog'>,
  query: Omit<SessionQuery, 'limit' | 'after'>,
): Promise<readonly Session[]> {
  return everyPage((page) => deps.catalog.sessions.list({ ...query, ...page }));
}
