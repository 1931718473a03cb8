import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { bytesOf, contentOf, sourceOf } from './media-samples.ts';
import type { WithMediaStore } from './with-media-store.ts';

/** Reads: complete, by range, and while the key changes. */
export function mediaReadContract(withStore: WithMediaStore): void {
  describe('a read', () => {
    const size = 200_000;

    test.each([
      [0, 0],
      [0, 9],
      [7, 7],
      [65_535, 65_536],
      [100_000, size - 1],
      [size - 1, size - 1],
      [0, size - 1],
    ])('by range has the bytes from %d to %d, both included', (start, end) =>
      withStore(async (media) => {
        const bytes = bytesOf(size);
        await media.write('a', sourceOf(bytes));
        const read = await contentOf(media, 'a', { start, end });
        expect(read?.equals(bytes.subarray(start, end + 1))).toBe(true);
      })(),
    );

    test(
      'yields bytes, not text or objects',
      withStore(async (media) => {
        await media.write('a', sourceOf(bytesOf(10)));
        const stream = await media.read('a');
        expect(stream?.readableObjectMode).toBe(false);
        for await (const chunk of stream ?? []) expect(Buffer.isBuffer(chunk)).toBe(true);
      }),
    );

    test(
      'that has begun is not affected by changes of the key',
      withStore(async (media) => {
        const bytes = bytesOf(size);
        await media.write('a', sourceOf(bytes));
        const first = await media.read('a');
        await media.write('a', sourceOf(bytesOf(size, 2)));
        const second = await media.read('a');
        await media.delete('a');
        if (first === undefined || second === undefined) throw new Error('There was something');
        expect((await buffer(first)).equals(bytes)).toBe(true);
        expect((await buffer(second)).equals(bytesOf(size, 2))).toBe(true);
      }),
    );

    test(
      'may be aborted at any time',
      withStore(async (media) => {
        await media.write('a', sourceOf(bytesOf(size)));
        const unread = await media.read('a');
        unread?.destroy();
        const begun = await media.read('a');
        for await (const _chunk of begun ?? []) break;
        expect(begun?.destroyed).toBe(true);
        expect((await contentOf(media, 'a'))?.length).toBe(size);
      }),
    );

    test(
      'can run at the same time as others',
      withStore(async (media) => {
        const bytes = bytesOf(size);
        await media.write('a', sourceOf(bytes));
        const all = await Promise.all(Array.from({ length: 20 }, () => contentOf(media, 'a')));
        expect(all.every((read) => read?.equals(bytes))).toBe(true);
      }),
    );
  });

  test(
    'the time of the last change advances when the key is replaced',
    withStore(async (media) => {
      await media.write('a', sourceOf(bytesOf(1)));
      const first = (await media.stat('a'))?.modifiedAt ?? Number.NaN;
      await media.write('a', sourceOf(bytesOf(2)));
      const second = (await media.stat('a'))?.modifiedAt ?? Number.NaN;
      expect(first).toBeGreaterThan(Date.UTC(2020, 0));
      expect(Number.isInteger(first)).toBe(true);
      expect(second).toBeGreaterThanOrEqual(first);
    }),
  );
}
