import type { RecordingQuery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { PROPERTY_TIMEOUT_MS, seeded } from '../seeded.ts';
import { ACME, everyPage, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import { expectedRecordings } from './query-oracle.ts';
import { Draw } from './query-population.ts';
import { drawSearch, searchPopulation } from './search-population.ts';
import type { WithCatalog } from './with-catalog.ts';

const SIZE = 300;

/** Searches for recordings: what they find, and that they follow changes. */
export function recordingSearchContract(withCatalog: WithCatalog): void {
  describe('a search', () => {
    test(
      'finds exactly what a naive filter finds, in pages of any size, onwards and back',
      withCatalog(async ({ recordings }) => {
        const { numRuns, seed } = seeded('searches', 300);
        const draw = new Draw((seed % 2_147_483_646) + 1);
        const all = searchPopulation(draw, SIZE);
        for (const recording of all) await recordings.insert(recording);
        for (let i = 0; i < numRuns; i += 1) {
          const query = drawSearch(draw, SIZE);
          const expected = expectedRecordings(all, query).map(({ id }) => id);
          const found = await everyPage((q: RecordingQuery) => recordings.list(q), query);
          expect({ query, ids: found.map(({ id }) => id) }).toEqual({ query, ids: expected });
          const first = await recordings.list(query);
          if (first.next === undefined) continue;
          const { previous = '' } = await recordings.list({ ...query, after: first.next });
          const back = await recordings.list({ ...query, before: previous });
          expect({ query, back: back.items }).toEqual({ query, back: first.items });
        }
      }),
      PROPERTY_TIMEOUT_MS,
    );

    test(
      'follows edits and removals, and stays within the account',
      withCatalog(async ({ recordings }) => {
        const row = recordingOf(1, { state: 'done', note: 'claim 4711', tags: ['vip'] });
        await recordings.insert(row);
        await recordings.insert(recordingOf(2, { accountId: OTHER, note: 'claim 4711' }));
        const found = async (query: Partial<RecordingQuery>) => {
          const { items } = await recordings.list({ accountId: ACME, limit: 10, ...query });
          return items.map(({ id }) => id);
        };
        expect(await found({ text: 'CLAIM 471' })).toEqual([idOf(1)]);
        expect(await found({ tags: ['vip'] })).toEqual([idOf(1)]);
        await recordings.update(ACME, row.id, (before) => ({
          ...before,
          note: 'settled',
          tags: ['done'],
        }));
        expect(await found({ text: 'claim' })).toEqual([]);
        expect(await found({ tags: ['vip'] })).toEqual([]);
        expect(await found({ text: 'settled', tags: ['done'] })).toEqual([idOf(1)]);
        await recordings.remove(ACME, row.id);
        expect(await found({ text: 'settled' })).toEqual([]);
        expect(await found({ tags: ['done'] })).toEqual([]);
      }),
    );

    test(
      'refuses a page token of another search',
      withCatalog(async ({ recordings }) => {
        for (const n of [1, 2, 3]) await recordings.insert(recordingOf(n, { note: 'claim' }));
        const query = { accountId: ACME, limit: 1, text: 'claim' };
        const { next: after = '' } = await recordings.list(query);
        await expect(recordings.list({ ...query, text: 'claims', after })).rejects.toMatchObject({
          code: 'invalid-argument',
          details: { parameter: 'after' },
        });
      }),
    );
  });
}
