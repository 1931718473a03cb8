import type { RecordingQuery } from '../ports/catalog.ts';
import type { Page } from '../ports/page.ts';
import type { Recording } from '../recording.ts';
import type { CoreDeps } from './deps.ts';
import { everyPage } from './every-page.ts';

/** Recordings that fit the query, a page at a time. */
export function listRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: RecordingQuery,
): Promise<Page<Recording>> {
  return deps.catalog.recordings.list(query);
}

/** Every recording that fits the query: for lists whose vendor knows no pages. */
export function listAllRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: Omit<RecordingQuery, 'limit' | 'after'>,
): Promise<readonly Recording[]> {
  return everyPage((page) => deps.catalog.recordings.list({ ...query, ...page }));
}
