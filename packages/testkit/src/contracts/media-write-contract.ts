import { describe, expect, test } from 'vitest';
import { bytesOf, contentOf, sourceOf, storedAs } from './media-samples.ts';
import type { WithMediaStore } from './with-media-store.ts';

/** Writes are all or nothing. */
export function mediaWriteContract(withStore: WithMediaStore): void {
  describe('a write', () => {
    test.each([
      ['nothing', []],
      ['empty parts', [bytesOf(0), bytesOf(0)]],
      ['one byte', [bytesOf(1)]],
      ['parts of many sizes', [bytesOf(3), bytesOf(0), bytesOf(70_000, 2), bytesOf(1, 3)]],
      ['a few megabytes', Array.from({ length: 40 }, (_, i) => bytesOf(65_537, i + 1))],
    ])('keeps %s, and says how much it was', (_name, parts) =>
      withStore(async (media) => {
        const bytes = Buffer.concat(parts);
        expect(await media.write('a', sourceOf(...parts))).toEqual(storedAs(bytes));
        expect((await contentOf(media, 'a'))?.equals(bytes)).toBe(true);
        expect(await media.stat('a')).toMatchObject({ bytes: bytes.length });
      })(),
    );

    test(
      'replaces existing content',
      withStore(async (media) => {
        await media.write('a', sourceOf(bytesOf(100)));
        await media.write('a', sourceOf(bytesOf(5, 2)));
        expect(await contentOf(media, 'a')).toEqual(bytesOf(5, 2));
      }),
    );

    test(
      'is invisible until it is complete',
      withStore(async (media) => {
        const seen: unknown[] = [];
        async function* curious() {
          yield bytesOf(70_000);
          seen.push(await media.stat('a'), await media.read('a'), await media.copy('a', 'b'));
          yield bytesOf(70_000, 2);
          seen.push(await media.stat('a'));
        }
        await media.write('a', curious());
        expect(seen).toEqual([undefined, undefined, undefined, undefined]);
        expect(await media.stat('a')).toMatchObject({ bytes: 140_000 });
      }),
    );

    test(
      'whose source fails stores nothing and throws the error',
      withStore(async (media) => {
        const failure = new Error('ENOSPC: no space left on device');
        async function* failing(): AsyncGenerator<Uint8Array> {
          yield bytesOf(70_000);
          throw failure;
        }
        await expect(media.write('a', failing())).rejects.toBe(failure);
        expect(await media.stat('a')).toBeUndefined();
        expect(await media.read('a')).toBeUndefined();

        await media.write('a', sourceOf(bytesOf(5)));
        await expect(media.write('a', failing())).rejects.toBe(failure);
        expect(await contentOf(media, 'a')).toEqual(bytesOf(5));
      }),
    );

    test(
      'to one key by several writers at once leaves the bytes of one of them',
      withStore(async (media) => {
        const all = Array.from({ length: 10 }, (_, i) => bytesOf(80_000 + i, i + 1));
        const results = await Promise.all(
          all.map((bytes) => media.write('a', sourceOf(bytes.subarray(0, 5), bytes.subarray(5)))),
        );
        expect(results).toEqual(all.map(storedAs));
        const kept = await contentOf(media, 'a');
        expect(all.filter((bytes) => kept?.equals(bytes))).toHaveLength(1);
      }),
    );

    test(
      'to many keys at once stores the right bytes under each',
      withStore(async (media) => {
        const all = Array.from({ length: 30 }, (_, i) => bytesOf(10_000 + i, i + 1));
        await Promise.all(all.map((bytes, i) => media.write(`key-${i}`, sourceOf(bytes))));
        for (const [i, bytes] of all.entries()) {
          expect((await contentOf(media, `key-${i}`))?.equals(bytes)).toBe(true);
        }
      }),
    );
  });
}
