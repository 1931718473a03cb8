import { describe, expect, test } from 'vitest';
import { bytesOf, contentOf, sourceOf, storedAs } from './media-samples.ts';
import type { WithMediaStore } from './with-media-store.ts';

const GOOD_KEYS = [
  '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa',
  '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa.mp3',
  '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa.8000.1.wav',
  '0',
  'a',
  'ab',
  '-',
  '--a',
  'a.b',
  'tmp',
  'con',
];

const BAD_KEYS = [
  '',
  '.',
  '..',
  '../a',
  '/etc/passwd',
  'a/b',
  'a\\b',
  'a..b',
  '.a',
  'a.',
  'a.b-c',
  'A',
  'a b',
  ' a',
  'a\n',
  'a\0',
  'a\0.wav',
  'ä',
  '\u{1F600}',
  'a_b',
  'a%2fb',
  '~',
];

/** Valid keys, and keys without content. */
export function mediaKeysContract(withStore: WithMediaStore): void {
  describe('a key', () => {
    test(
      'of valid form holds exactly what was put there',
      withStore(async (media) => {
        for (const [i, key] of GOOD_KEYS.entries()) {
          await media.write(key, sourceOf(bytesOf(10 + i, i + 1)));
        }
        for (const [i, key] of GOOD_KEYS.entries()) {
          expect(await contentOf(media, key)).toEqual(bytesOf(10 + i, i + 1));
        }
      }),
    );

    test.each(BAD_KEYS)('of invalid form throws in every method: %j', (key) =>
      withStore(async (media) => {
        await media.write('a', sourceOf(bytesOf(1)));
        const invalid = { code: 'invalid-argument' };
        await expect(media.ingest(key, 'no such file')).rejects.toMatchObject(invalid);
        await expect(media.write(key, sourceOf(bytesOf(1)))).rejects.toMatchObject(invalid);
        await expect(media.stat(key)).rejects.toMatchObject(invalid);
        await expect(media.read(key)).rejects.toMatchObject(invalid);
        await expect(media.copy(key, 'b')).rejects.toMatchObject(invalid);
        await expect(media.copy('a', key)).rejects.toMatchObject(invalid);
        await expect(media.delete(key)).rejects.toMatchObject(invalid);
      })(),
    );

    test(
      'without content reads as undefined, and can be deleted',
      withStore(async (media) => {
        expect(await media.stat('a')).toBeUndefined();
        expect(await media.read('a')).toBeUndefined();
        expect(await media.read('a', { start: 0, end: 0 })).toBeUndefined();
        expect(await media.copy('a', 'b')).toBeUndefined();
        expect(await media.stat('b')).toBeUndefined();
        expect(await media.delete('a')).toBe(false);
      }),
    );

    test(
      'has no content after delete',
      withStore(async (media) => {
        await media.write('a', sourceOf(bytesOf(5)));
        await media.write('a.mp3', sourceOf(bytesOf(6)));
        expect(await media.delete('a')).toBe(true);
        expect(await media.delete('a')).toBe(false);
        expect(await media.stat('a')).toBeUndefined();
        expect(await media.read('a')).toBeUndefined();
        expect(await contentOf(media, 'a.mp3')).toEqual(bytesOf(6));
      }),
    );
  });

  describe('a copy', () => {
    test(
      'has the same bytes, and survives deletion of the original',
      withStore(async (media) => {
        const bytes = bytesOf(100_000);
        await media.write('a', sourceOf(bytes));
        expect(await media.copy('a', 'b')).toEqual(storedAs(bytes));
        await media.write('a', sourceOf(bytesOf(7)));
        expect(await contentOf(media, 'b')).toEqual(bytes);
        await media.delete('a');
        expect(await contentOf(media, 'b')).toEqual(bytes);
      }),
    );

    test(
      'replaces existing content; repeated or onto itself, it changes nothing',
      withStore(async (media) => {
        const bytes = bytesOf(10);
        await media.write('a', sourceOf(bytes));
        await media.write('b', sourceOf(bytesOf(20, 2)));
        for (const to of ['b', 'b', 'a']) {
          expect(await media.copy('a', to)).toEqual(storedAs(bytes));
          expect(await contentOf(media, to)).toEqual(bytes);
        }
      }),
    );
  });

  test(
    'the free space is a number of bytes or unknown',
    withStore(async (media) => {
      expect((await media.freeBytes()) ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
}
