import type { Page, RecordingQuery } from '../ports/catalog.ts';
import type { Recording } from '../recording.ts';
import type { CoreDeps } from './deps.ts';

/** Recordings that fit the query, a page at a time. */
export function listRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: RecordingQuery,
): Promise<Page<Recording>> {
  return deps.catalog.recordings.list(query);
}

/** Every recording that fits the query: for lists whose vendor knows no pages. */
export async function listAllRecordings(
  deps: Pick<CoreDeps, 'catalog'>,
  query: Omit<RecordingQuery, 'limit' | 'after'>,
): Promise<readonly Recording[]> {
  const all: Recording[] = [];
  let after: string | undefined;
  do {
    const page = await deps.catalog.recordings.list({
      ...query,
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all;
}
