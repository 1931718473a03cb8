import type { RecordingCatalog } from '@tricord/core';
import { openReadOnly } from '../database/open-read-only.ts';
import { AgedRecordings } from './aged-recordings.ts';

/** Opens a catalog to look for old recordings alone, see {@link openReadOnly}. */
export async function openAgedReader({ path }: { readonly path: string }): Promise<{
  recordings: Pick<RecordingCatalog, 'aged'>;
  close(): Promise<void>;
}> {
  const { reader, close } = await openReadOnly(path, (db) => new AgedRecordings(db));
  return { recordings: { aged: async (query) => reader.page(query) }, close };
}
