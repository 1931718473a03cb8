import type { MediaStore } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { bytesOf, sourceOf } from './media-samples.ts';
import type { WithMediaStore } from './with-media-store.ts';

const KEYS = Array.from({ length: 25 }, (_, n) => (n % 5 === 0 ? `key-${n - 1}.mp3` : `key-${n}`));

/** Lists of keys. */
export function mediaListContract(withStore: WithMediaStore): void {
  describe('a list of keys', () => {
    test(
      'has each key once, in pages that are full except for the last',
      withStore(async (media) => {
        await fill(media, KEYS);
        for (const limit of [1, 7, 24, 25, 26, 10_000]) {
          const pages = await everyPage(media, limit);
          expect(pages.flat().sort()).toEqual([...KEYS].sort());
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
        }
      }),
    );

    test(
      'has a stable order',
      withStore(async (media) => {
        await fill(media, KEYS);
        const [whole = []] = await everyPage(media, 100);
        expect((await everyPage(media, 3)).flat()).toEqual(whole);
        await fill(media, [...KEYS].reverse());
        expect((await everyPage(media, 4)).flat()).toEqual(whole);
      }),
    );

    test(
      'continues at its position, whatever is added or deleted in between',
      withStore(async (media) => {
        await fill(media, KEYS);
        const { keys: seen, next = '' } = await media.list({ limit: 10 });
        await media.delete(seen.at(-1) ?? '');
        await fill(media, ['new-1', 'new-2']);
        const rest = await media.list({ limit: 100, after: next });
        const listed = [...seen, ...rest.keys].filter((key) => !key.startsWith('new'));
        expect(listed.sort()).toEqual([...KEYS].sort());
      }),
    );

    test(
      'of an empty store is empty; deleted and incomplete content is not listed',
      withStore(async (media) => {
        expect(await media.list({ limit: 10 })).toEqual({ keys: [] });
        await fill(media, ['a', 'b']);
        await media.delete('a');
        async function* curious() {
          yield bytesOf(70_000);
          expect(await media.list({ limit: 10 })).toEqual({ keys: ['b'] });
        }
        await media.write('c', curious());
        await media.copy('b', 'd');
        expect((await everyPage(media, 10)).flat().sort()).toEqual(['b', 'c', 'd']);
      }),
    );

    test.each([
      [{ limit: 0 }, 'limit'],
      [{ limit: 10_001 }, 'limit'],
      [{ limit: 1.5 }, 'limit'],
      [{ limit: 1, after: '../a' }, 'after'],
      [{ limit: 1, after: '' }, 'after'],
    ])('refuses %j', (query, parameter) =>
      withStore(async (media) => {
        await expect(media.list(query)).rejects.toMatchObject({
          code: 'invalid-argument',
          details: { parameter },
        });
      })(),
    );
  });
}

async function fill(media: MediaStore, keys: readonly string[]): Promise<void> {
  for (const [i, key] of keys.entries()) await media.write(key, sourceOf(bytesOf(10, i + 1)));
}

async function everyPage(media: MediaStore, limit: number): Promise<(readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  let after: string | undefined;
  do {
    const { keys, next } = await media.list({ limit, ...(after === undefined ? {} : { after }) });
    pages.push(keys);
    after = next;
  } while (after !== undefined);
  return pages;
}
