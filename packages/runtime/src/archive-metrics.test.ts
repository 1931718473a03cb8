import { Replaceable } from '@tricord/core';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { exposeArchiveSizes } from './archive-metrics.ts';

test('shows the archive of each account by name, of an empty one as 0, and of a former one by id', async () => {
  const registry = new Registry();
  const recordings = {
    archiveSizes: async () => [
      { accountId: '1', recordings: 3, mediaBytes: 9000 },
      { accountId: 'former', recordings: 1, mediaBytes: 10 },
    ],
  };
  const accounts = new Replaceable([
    { id: '1', name: 'acme' },
    { id: '2', name: 'other' },
  ]);
  exposeArchiveSizes({ recordings, accounts, registry });
  const text = await registry.metrics();
  expect(text.split('\n').filter((line) => line.startsWith('tricord_'))).toEqual([
    'tricord_archive_recordings{account="acme"} 3',
    'tricord_archive_recordings{account="other"} 0',
    'tricord_archive_recordings{account="former"} 1',
    'tricord_archive_media_bytes{account="acme"} 9000',
    'tricord_archive_media_bytes{account="other"} 0',
    'tricord_archive_media_bytes{account="former"} 10',
  ]);
});
