import type { Conference } from '../conference.ts';
import type { ConferenceQuery } from '../ports/catalog.ts';
import type { Page } from '../ports/page.ts';
import type { CoreDeps } from './deps.ts';
import { everyPage } from './every-page.ts';

/** Conferences that match the query, last created first, a page at a time. */
export function listConferences(
  deps: Pick<CoreDeps, 'catalog'>,
  query: ConferenceQuery,
): Promise<Page<Conference>> {
  return deps.catalog.conferences.list(query);
}

/** Every conference that matches the query, for vendors without paging. */
export function listAllConferences(
  deps: Pick<CoreDeps, 'catalog'>,
  query: Omit<ConferenceQuery, 'limit' | 'after'>,
): Promise<readonly Conference[]> {
  return everyPage((page) => deps.catalog.conferences.list({ ...query, ...page }));
}
