import type { Current, RecordingCatalog } from '@tricord/core';
import { Gauge, type Registry } from 'prom-client';

export interface ArchiveMetricsDeps {
  readonly recordings: Pick<RecordingCatalog, 'archiveSizes'>;
  readonly accounts: Current<readonly { readonly id: string; readonly name: string }[]>;
  readonly registry: Registry;
}

/** `tricord_archive_recordings` and `tricord_archive_media_bytes`, which the catalog counts as it changes. */
export function exposeArchiveSizes({ recordings, accounts, registry }: ArchiveMetricsDeps): void {
  const gauge = (name: string, help: string, of: 'recordings' | 'mediaBytes') =>
    new Gauge({
      name,
      help,
      labelNames: ['account'],
      registers: [registry],
      async collect() {
        this.reset();
        const known = accounts.value;
        for (const account of known) this.set({ account: account.name }, 0);
        for (const size of await recordings.archiveSizes()) {
          // One that is no longer configured has no name.
          const { name } = known.find(({ id }) => id === size.accountId) ?? {};
          this.set({ account: name ?? size.accountId }, size[of]);
        }
      },
    });
  gauge('tricord_archive_recordings', 'Recordings that are done and kept', 'recordings');
  gauge('tricord_archive_media_bytes', 'Audio of the recordings that are kept', 'mediaBytes');
}
