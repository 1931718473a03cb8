import { join } from 'node:path';
import { type Clock, parseUuid } from '@tricord/core';
import { ConversionPool, IntegrityChecker, MediaRenditions } from '@tricord/renditions';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import type { CloseStack } from './close-stack.ts';
import type { Config } from './config/config-form.ts';
import { DataFolder } from './data-folder.ts';
import { IntegrityWatch, type IntegrityWatchDeps } from './integrity-watch.ts';
import { readRestoration } from './restoration.ts';
import { StartError } from './start-error.ts';

/** What is kept in a data folder. */
export interface Stores {
  readonly catalog: SqliteCatalog;
  readonly media: FilesMediaStore;
  readonly renditions: MediaRenditions;
  /** Folder of the audio; only the media store writes there. */
  readonly mediaFolder: string;
  /** Folder of live recordings. */
  readonly liveFolder: string;
  /** Folder of uploads in progress. */
  readonly importFolder: string;
}

export interface OpenStoresOptions {
  /** Begins afresh where the catalog is empty, but audio is kept. */
  readonly acceptEmptyCatalog?: boolean;
}

/**
 * Locks the data folder for this process and opens its stores; `opened` closes them again.
 * @throws StartError, CatalogUnusableError or MediaFolderUnusableError: one line that says why not.
 */
export async function openStores(
  { dataDir, renditions: { workers, cacheBytes } }: Config,
  clock: Clock,
  watch: IntegrityWatchDeps,
  opened: CloseStack,
  { acceptEmptyCatalog = false }: OpenStoresOptions = {},
): Promise<Stores> {
  const { path } = opened.own(await DataFolder.open(dataDir));
  await refusePartlyRestored(path);
  const mediaFolder = join(path, 'media');
  const catalog = opened.own(await SqliteCatalog.open({ path: join(path, 'catalog.db') }));
  const media = await FilesMediaStore.open({ folder: mediaFolder, clock });
  if (!acceptEmptyCatalog) await refuseLostCatalog(catalog, media, path);
  const mp3 = opened.own(await ConversionPool.open({ threads: workers }));
  const { recordings } = catalog;
  const integrity = opened.own(
    new IntegrityChecker({ media, recordings, clock, observer: new IntegrityWatch(watch) }),
  );
  const renditions = opened.own(await MediaRenditions.open({ media, mp3, integrity, cacheBytes }));
  const [liveFolder, importFolder] = [join(path, 'live'), join(path, 'imports')];
  return { catalog, media, renditions, mediaFolder, liveFolder, importFolder };
}

/** What an interrupted restore has left must not be taken for a first start. */
async function refusePartlyRestored(path: string): Promise<void> {
  const restoration = await readRestoration(path);
  if (restoration === undefined || restoration.isComplete) return;
  throw new StartError(
    `restoring ${path} was interrupted: run the same tricord restore again, which goes on from there`,
  );
}

/** A catalog that was lost, or is on a disk that is not mounted, must not be taken for a first start. */
async function refuseLostCatalog(
  catalog: SqliteCatalog,
  media: FilesMediaStore,
  path: string,
): Promise<void> {
  if (!catalog.isUnused()) return;
  // Some keys hold what the store keeps for itself; audio has the id of its recording.
  const { keys } = await media.list({ limit: 100 });
  if (!keys.some((key) => parseUuid(key.split('.', 1)[0] ?? '') !== undefined)) return;
  throw new StartError(
    `the catalog ${join(path, 'catalog.db')} is empty, but ${join(path, 'media')} holds audio: restore the catalog, ` +
      'or start with --accept-empty-catalog to begin afresh',
  );
}
