import type { RecordingQuery } from '../ports/catalog.ts';
import type { Page } from '../ports/page.ts';
import type { Recording } from '../recording.ts';
import type { CoreDeps } from './deps.ts';
import { everyPage } from './every-page.ts';

/** Recordings that match the query, a page at a time. */
export function listRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: RecordingQuery,
): Promise<Page<Recording>> {
  return deps.catalog.recordings.list(query);
}

/** Every recording that matches the query, for vendors without paging. */
export function listAllRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: Omit<RecordingQuery, 'limit' | 'after'>,
): Promise<readonly Recording[]> {
  return everyPage((page) => deps.catalog.recordings.list({ ...query, ...page }));
}
