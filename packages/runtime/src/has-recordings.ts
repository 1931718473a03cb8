import { join } from 'node:path';
import { openInventoryReader } from '@tricord/storage-sqlite';
import type { Config } from './config/config-form.ts';
import { exists } from './config/first-config.ts';

/**
 * Whether a data folder has any ended recording. Works whether or not a process uses the folder.
 * @throws CatalogUnusableError when its catalog cannot be read.
 */
export async function hasRecordings({ dataDir }: Pick<Config, 'dataDir'>): Promise<boolean> {
  const path = join(dataDir, 'catalog.db');
  if (!(await exists(path))) return false;
  const { inventory, close } = await openInventoryReader({ path });
  try {
    return (await inventory.count()) > 0;
  } finally {
    await close();
  }
}
