import { join } from 'node:path';
import { openAuditReader } from '@tricord/storage-sqlite';
import type { Config } from './config/config-form.ts';

/** The audit log of a data folder, whether or not a process uses the folder. The caller closes it. */
export function openAuditLog({ dataDir }: Pick<Config, 'dataDir'>) {
  return openAuditReader({ path: join(dataDir, 'catalog.db') });
}
