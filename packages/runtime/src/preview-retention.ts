import { join } from 'node:path';
import { expiredRecordings, type Recording, type RetentionSum, sumExpired } from '@tricord/core';
import { openAgedReader } from '@tricord/storage-sqlite';
import type { AccountConfig, Config } from './config/config-form.ts';

/** What retention would delete from one account. */
export interface RetentionPreview {
  readonly account: Pick<AccountConfig, 'id' | 'name'>;
  readonly sum: RetentionSum;
  /** The first ones, in the order in which they would be deleted. */
  readonly recordings: readonly Recording[];
}

/**
 * Finds what retention would delete from the data folder now with this configuration, whether or not a process
 * uses the folder. Deletes nothing.
 * @param options.limit from 1 to 1000: the most recordings of an account that are listed.
 * @throws CatalogUnusableError when there is no catalog, or it cannot be read.
 */
export async function previewRetention(
  { accounts, dataDir }: Pick<Config, 'accounts' | 'dataDir'>,
  { limit, now = Date.now }: { readonly limit: number; readonly now?: () => number },
): Promise<readonly RetentionPreview[]> {
  const { recordings, close } = await openAgedReader({ path: join(dataDir, 'catalog.db') });
  const deps = { catalog: { recordings }, clock: { now } };
  const previews: RetentionPreview[] = [];
  try {
    for (const { id, name, retention } of accounts) {
      const found: Recording[] = [];
      let after: string | undefined;
      do {
        const page = await expiredRecordings(deps, {
          ...{ accountId: id, policy: retention, limit },
          ...(after === undefined ? {} : { after }),
        });
        found.push(...page.items);
        after = page.next;
      } while (after !== undefined && found.length < limit);
      const sum = await sumExpired(deps, id, retention);
      previews.push({ account: { id, name }, sum, recordings: found.slice(0, limit) });
    }
  } finally {
    await close();
  }
  return previews;
}
