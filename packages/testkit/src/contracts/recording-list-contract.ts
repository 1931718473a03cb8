import type { RecordingQuery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, everyPage, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import { expectedRecordings } from './query-oracle.ts';
import { Draw, drawRecordingQuery, recordingPopulation } from './query-population.ts';
import type { WithCatalog } from './with-catalog.ts';

const SIZE = 240;

/** Content and order of lists of recordings. */
export function recordingListContract(withCatalog: WithCatalog): void {
  describe('a list of recordings', () => {
    test(
      'is empty if nothing matches',
      withCatalog(async ({ recordings }) => {
        expect(await recordings.list({ accountId: ACME, limit: 1 })).toEqual({ items: [] });
        await recordings.insert(recordingOf(1));
        const nothing = { accountId: ACME, limit: 1, states: [] } as const;
        expect(await recordings.list(nothing)).toEqual({ items: [] });
        expect(await recordings.list({ ...nothing, accountId: OTHER })).toEqual({ items: [] });
      }),
    );

    test(
      'starts with the newest, and within one millisecond with the greatest id',
      withCatalog(async ({ recordings }) => {
        for (const n of [2, 1, 3]) await recordings.insert(recordingOf(n));
        const twin = recordingOf(4, { createdAt: recordingOf(2).createdAt });
        await recordings.insert(twin);
        const { items } = await recordings.list({ accountId: ACME, limit: 10 });
        const [greater, smaller] = [idOf(2), twin.id].sort().reverse();
        expect(items.map((r) => r.id)).toEqual([idOf(3), greater, smaller, idOf(1)]);
      }),
    );

    test(
      'by name is sorted by UTF-8 bytes, not by letters or UTF-16',
      withCatalog(async ({ recordings }) => {
        const names = ['B', 'a', 'a!', 'aa', 'b', 'é', '\uE000', '\uFFFD', '\u{1F600}'];
        for (const [n, name] of names.toReversed().entries()) {
          await recordings.insert(recordingOf(n, { name }));
        }
        const { items } = await recordings.list({ accountId: ACME, limit: 10, order: 'name' });
        expect(items.map((r) => r.name)).toEqual(names);
      }),
    );

    test(
      'takes a prefix literally, including wildcards of SQL and shells',
      withCatalog(async ({ recordings }) => {
        const long = 'l'.repeat(1000);
        const names = ['a%b', 'a_b', 'axb', 'a%', '%', '*', 'a/b', '\u{1F600}', `${long}1`, long];
        for (const [n, name] of names.entries()) await recordings.insert(recordingOf(n, { name }));
        const found = async (namePrefix: string) => {
          const query: RecordingQuery = { accountId: ACME, limit: 10, order: 'name', namePrefix };
          return (await recordings.list(query)).items.map((r) => r.name);
        };
        expect(await found('a%')).toEqual(['a%', 'a%b']);
        expect(await found('a_')).toEqual(['a_b']);
        expect(await found('*')).toEqual(['*']);
        expect(await found('a/')).toEqual(['a/b']);
        expect(await found('\u{1F600}')).toEqual(['\u{1F600}']);
        expect(await found(long)).toEqual([long, `${long}1`]);
        expect(await found('p'.repeat(4096))).toEqual([]);
        expect(await found('A')).toEqual([]);
        expect(await found('')).toHaveLength(10);
      }),
    );

    test(
      'includes the start of a time range and excludes its end',
      withCatalog(async ({ recordings }) => {
        for (const n of [1, 2, 3, 4]) await recordings.insert(recordingOf(n));
        const found = await recordings.list({
          accountId: ACME,
          createdFrom: recordingOf(2).createdAt,
          createdBefore: recordingOf(4).createdAt,
          limit: 10,
        });
        expect(found.items.map((r) => r.id)).toEqual([idOf(3), idOf(2)]);
      }),
    );

    test(
      'has the right recordings for any combination of filters and any page size',
      withCatalog(async ({ recordings }) => {
        const all = recordingPopulation(SIZE);
        for (const recording of all) await recordings.insert(recording);
        const draw = new Draw(3);
        for (let i = 0; i < 400; i += 1) {
          const query = drawRecordingQuery(draw, SIZE);
          const found = await everyPage((q: RecordingQuery) => recordings.list(q), query);
          expect({ query, ids: found.map((r) => r.id) }).toEqual({
            query,
            ids: expectedRecordings(all, query).map((r) => r.id),
          });
        }
      }),
    );
  });
}
