import { join } from 'node:path';
import type { Clock } from '@tricord/core';
import { ConversionPool, IntegrityChecker, MediaRenditions } from '@tricord/renditions';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import type { CloseStack } from './close-stack.ts';
import type { Config } from './config/config-form.ts';
import { DataFolder } from './data-folder.ts';
import { IntegrityWatch, type IntegrityWatchDeps } from './integrity-watch.ts';

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

/**
 * Locks the data folder for this process and opens its stores; `opened` closes them again.
 * @throws StartError, CatalogUnusableError or MediaFolderUnusableError: one line that says why not.
 */
export async function openStores(
  { dataDir, renditions: { workers, cacheBytes } }: Config,
  clock: Clock,
  watch: IntegrityWatchDeps,
  opened: CloseStack,
): Promise<Stores> {
  const { path } = opened.own(await DataFolder.open(dataDir));
  const mediaFolder = join(path, 'media');
  const catalog = opened.own(await SqliteCatalog.open({ path: join(path, 'catalog.db') }));
  const media = await FilesMediaStore.open({ folder: mediaFolder, clock });
  const mp3 = opened.own(await ConversionPool.open({ threads: workers }));
  const { recordings } = catalog;
  const integrity = opened.own(
    new IntegrityChecker({ media, recordings, clock, observer: new IntegrityWatch(watch) }),
  );
  const renditions = opened.own(await MediaRenditions.open({ media, mp3, integrity, cacheBytes }));
  const [liveFolder, importFolder] = [join(path, 'live'), join(path, 'imports')];
  return { catalog, media, renditions, mediaFolder, liveFolder, importFolder };
}
