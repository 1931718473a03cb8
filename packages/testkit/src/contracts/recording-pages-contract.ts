import type { Page, Recording, RecordingCatalog, RecordingQuery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, everyPage, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const BAD_TOKEN = { code: 'invalid-argument', details: { parameter: 'after' } };
const BAD_BACK = { code: 'invalid-argument', details: { parameter: 'before' } };

const QUERIES: readonly RecordingQuery[] = [
  { accountId: ACME, limit: 3 },
  { accountId: ACME, limit: 3, order: 'name' },
  { accountId: ACME, limit: 3, order: 'name', namePrefix: 'recording' },
  { accountId: ACME, limit: 3, username: 'anna', states: ['done', 'failed'] },
];

/** Pages: complete, without repetitions, and continued only by their own token. */
export function recordingPagesContract(withCatalog: WithCatalog): void {
  describe('pages of recordings', () => {
    test(
      'have a next page only if something is left',
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 6);
        const first = await recordings.list({ accountId: ACME, limit: 3 });
        expect(first.items).toHaveLength(3);
        const second = await next(recordings, { accountId: ACME, limit: 3 }, first);
        expect(second.items).toHaveLength(3);
        expect(second).not.toHaveProperty('next');
        expect(await recordings.list({ accountId: ACME, limit: 6 })).not.toHaveProperty('next');
        expect(await recordings.list({ accountId: ACME, limit: 1000 })).not.toHaveProperty('next');
      }),
    );

    test.each(QUERIES)(
      'are complete while recordings are added and removed in between: %j',
      (query) =>
        withCatalog(async ({ recordings }) => {
          const before = await fill(recordings, 20);
          const doomed = recordingOf(500, { state: 'done', createdAt: 1 });
          await recordings.insert(doomed);
          let n = 1000;
          const found = await everyPage(
            (q: RecordingQuery) => recordings.list(q),
            query,
            async () => {
              await recordings.remove(ACME, doomed.id);
              // Older, newer, and of the same millisecond as existing ones.
              for (const createdAt of [n, Date.UTC(2030, 0) + n, recordingOf(10).createdAt]) {
                await recordings.insert(kept(n, { createdAt, name: `recording ${n % 17}/${n}` }));
                n += 1;
              }
              if (n > 1200) throw new Error('The pages do not come to an end');
            },
          );
          const ids = found.map((r) => r.id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(before.map((r) => r.id)));
        })(),
    );

    test.each(QUERIES)('continue even if the last row of a page was removed: %j', (query) =>
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 7);
        const all = (await recordings.list({ ...query, limit: 100 })).items.map((r) => r.id);
        const first = await recordings.list(query);
        for (const { id } of first.items) await recordings.remove(ACME, id);
        const second = await next(recordings, query, first);
        expect(second.items.map((r) => r.id)).toEqual(all.slice(3, 6));
      })(),
    );

    test.each(QUERIES)('are the same backward: %j', (query) =>
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 8);
        const there = [await recordings.list(query)];
        for (let page = there[0]; page?.next !== undefined; page = there.at(-1)) {
          there.push(await next(recordings, query, page));
        }
        const back: Page<Recording>[] = [];
        let previous = there.at(-1)?.previous;
        while (previous !== undefined) {
          const page = await recordings.list({ ...query, before: previous });
          back.unshift(page);
          previous = page.previous;
        }
        expect(there.map(({ items }) => items.length)).toEqual([3, 3, 2]);
        expect(there[0]).not.toHaveProperty('previous');
        expect(back.map(({ items }) => items)).toEqual(there.slice(0, 2).map(({ items }) => items));
        const [begin] = back;
        if (begin === undefined) throw new Error('There is no way back');
        expect((await next(recordings, query, begin)).items).toEqual(there[1]?.items);
      })(),
    );

    test(
      'go backward from the start of the page, whatever was added or removed since',
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 5);
        const query: RecordingQuery = { accountId: ACME, limit: 2 };
        const second = await next(recordings, query, await recordings.list(query));
        await recordings.remove(ACME, second.items[0]?.id ?? '');
        await recordings.insert(kept(99));
        const page = await recordings.list({ ...query, before: previousOf(second) });
        expect(page.items.map(({ id }) => id)).toEqual([idOf(4), idOf(3)]);
        expect((await recordings.list({ ...query, before: previousOf(page) })).items).toEqual([
          kept(99),
        ]);
      }),
    );

    test(
      'refuse going backward by a token of another query, and both directions at once',
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 5);
        const query: RecordingQuery = { accountId: ACME, limit: 2 };
        const first = await recordings.list(query);
        const second = await next(recordings, query, first);
        const before = previousOf(second);
        for (const bad of [
          { ...query, before: 'x' },
          { ...query, before: `${before}A` },
          { ...query, before, accountId: OTHER },
          { ...query, before, username: 'anna' },
          { ...query, before, after: tokenOf(first) },
        ]) {
          await expect(recordings.list(bad)).rejects.toMatchObject(BAD_BACK);
        }
      }),
    );

    test(
      'may change their size in between',
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 6);
        const first = await recordings.list({ accountId: ACME, limit: 1 });
        const rest = await next(recordings, { accountId: ACME, limit: 100 }, first);
        expect(rest.items).toHaveLength(5);
      }),
    );

    test(
      'refuse an invalid token',
      withCatalog(async ({ recordings }) => {
        await fill(recordings, 4);
        const query: RecordingQuery = { accountId: ACME, limit: 2 };
        const token = tokenOf(await recordings.list(query));
        const bad = ['', ' ', 'x', '0', 'e30', '\0', '\u{1F600}', "' OR 1=1", 'x'.repeat(10_000)];
        const broken = Array.from(token, (char, i) => {
          const other = char === 'A' ? 'B' : 'A';
          return token.slice(0, i) + other + token.slice(i + 1);
        });
        const cut = [token.slice(1), token.slice(0, -1), `${token}=`, `${token}A`, ` ${token}`];
        for (const after of [...bad, ...broken, ...cut]) {
          await expect(recordings.list({ ...query, after })).rejects.toMatchObject(BAD_TOKEN);
        }
      }),
    );

    test(
      'refuse a token of another query',
      withCatalog(async ({ recordings, sessions }) => {
        await fill(recordings, 4);
        const query: RecordingQuery = { accountId: ACME, limit: 2 };
        const after = tokenOf(await recordings.list(query));
        const others: RecordingQuery[] = [
          { ...query, accountId: OTHER },
          { ...query, order: 'name' },
          { ...query, namePrefix: 'r' },
          { ...query, username: 'anna' },
          { ...query, numericUserId: 'anna' },
          { ...query, states: ['done'] },
          { ...query, createdFrom: 0 },
          { ...query, createdBefore: Date.UTC(2100, 0) },
          { ...query, sessionId: idOf(-1) },
        ];
        for (const other of others) {
          await expect(recordings.list({ ...other, after })).rejects.toMatchObject(BAD_TOKEN);
        }
        await expect(sessions.list({ accountId: ACME, limit: 2, after })).rejects.toMatchObject(
          BAD_TOKEN,
        );
      }),
    );

    test.each([0, -1, 1001, 1.5, Number.NaN])('refuse size %d', (limit) =>
      withCatalog(async ({ recordings, sessions }) => {
        const refused = { code: 'invalid-argument', details: { parameter: 'limit' } };
        const query = { accountId: ACME, limit };
        await expect(recordings.list(query)).rejects.toMatchObject(refused);
        await expect(sessions.list(query)).rejects.toMatchObject(refused);
      })(),
    );
  });
}

/** A recording that matches all {@link QUERIES}. */
function kept(n: number, change: Partial<Recording> = {}): Recording {
  const { call } = recordingOf(n);
  return recordingOf(n, { state: 'done', call: { ...call, username: 'anna' }, ...change });
}

async function fill(recordings: RecordingCatalog, size: number): Promise<Recording[]> {
  const all = Array.from({ length: size }, (_, n) => kept(n));
  for (const recording of all) await recordings.insert(recording);
  return all;
}

function next(
  recordings: RecordingCatalog,
  query: RecordingQuery,
  page: Page<Recording>,
): Promise<Page<Recording>> {
  return recordings.list({ ...query, after: tokenOf(page) });
}

function tokenOf(page: Page<unknown>): string {
  if (page.next === undefined) throw new Error('There is no next page');
  return page.next;
}

function previousOf(page: Page<unknown>): string {
  if (page.previous === undefined) throw new Error('There is no previous page');
  return page.previous;
}
