import type { ArchivePage, ArchiveQuery } from '../ports/archive.ts';
import type { CoreDeps } from './deps.ts';

/** Recordings that are done and match the query, by page number, and how many there are in all. */
export function listArchive(
  deps: Pick<CoreDeps, 'catalog'>,
  query: ArchiveQuery,
): Promise<ArchivePage> {
  return deps.catalog.recordings.browse(query);
}
