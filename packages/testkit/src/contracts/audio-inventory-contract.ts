import type { CapturedMedia, Catalog, Recording } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, fullRecording, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const MEDIA = fullRecording(0).media as CapturedMedia;

/** The n-th recording, ended and with audio unless `change` says otherwise. */
const endedOf = (n: number, change: Partial<Recording> = {}) =>
  recordingOf(n, { state: 'done', media: MEDIA, ...change });

const SILENT = recordingOf(3, { state: 'failed' });
const LIVE = recordingOf(4, { state: 'finishing' });
const CANCELED = recordingOf(5, { state: 'canceled' });

/** Two recordings with audio in one account, one in the other, and some without. */
async function fill(catalog: Catalog): Promise<void> {
  const ended = [endedOf(1), endedOf(2, { state: 'failed' }), endedOf(6, { accountId: OTHER })];
  for (const recording of [...ended, SILENT, LIVE, CANCELED]) {
    await catalog.recordings.insert(recording);
  }
}

/** The audio that the media store should have. */
export function audioInventoryContract(withCatalog: WithCatalog): void {
  describe('the inventory of audio', () => {
    test(
      'has the ended recordings with audio, of one account or all, sorted by id',
      withCatalog(async (catalog) => {
        await fill(catalog);
        const { inventory } = catalog;
        expect(await inventory.page({ limit: 10, accountId: ACME })).toEqual(
          sorted([endedOf(1), endedOf(2, { state: 'failed' })]),
        );
        const all = (await inventory.page({ limit: 10 })).map(({ id }) => id);
        expect(all).toEqual([1, 2, 6].map(idOf).sort());
        expect(await inventory.page({ limit: 10, accountId: idOf(99) })).toEqual([]);
        const [count, ofAcme] = [await inventory.count(), await inventory.count(ACME)];
        expect(count).toBeGreaterThanOrEqual(3);
        expect(ofAcme).toBeGreaterThanOrEqual(2);
        expect(ofAcme).toBeLessThan(count);
      }),
    );

    test(
      'comes in pages, whatever is removed in between',
      withCatalog(async (catalog) => {
        const ids = Array.from({ length: 7 }, (_, n) => idOf(n)).sort();
        for (let n = 0; n < 7; n += 1) await catalog.recordings.insert(endedOf(n));
        const seen: string[] = [];
        for (;;) {
          const afterId = seen.at(-1);
          const page = await catalog.inventory.page({
            limit: 3,
            ...(afterId === undefined ? {} : { afterId }),
          });
          seen.push(...page.map(({ id }) => id));
          if (page.length < 3) break;
          await catalog.recordings.remove(ACME, seen.at(-1) ?? '');
        }
        expect(seen).toEqual(ids);
      }),
    );

    test(
      'knows which ids are recordings, in any account and state',
      withCatalog(async (catalog) => {
        await fill(catalog);
        const asked = [1, 3, 4, 5, 6, 77, 78].map(idOf);
        expect(await catalog.inventory.known([...asked, 'no id', ''])).toEqual(
          new Set([1, 3, 4, 5, 6].map(idOf)),
        );
        expect(await catalog.inventory.known([])).toEqual(new Set());
        await catalog.recordings.remove(ACME, idOf(1));
        expect(await catalog.inventory.known([idOf(1)])).toEqual(new Set());
      }),
    );
  });
}

function sorted(recordings: readonly Recording[]): readonly Recording[] {
  return recordings.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
