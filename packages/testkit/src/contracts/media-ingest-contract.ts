import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaStore } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { bytesOf, contentOf, sourceOf, storedAs } from './media-samples.ts';
import type { MediaStoreTraits, WithMediaStore } from './with-media-store.ts';

/** Taking over files: ingest. */
export function mediaIngestContract(withStore: WithMediaStore, traits: MediaStoreTraits): void {
  const withFolder = (run: (media: MediaStore, folder: string) => Promise<void>) =>
    withStore(async (media) => {
      const folder = await temporaryFolder();
      try {
        await run(media, folder.path);
      } finally {
        await folder.close();
      }
    });

  if (traits.takesFiles) describe('a file', () => takenFilesContract(withFolder));
  else describe('a file', () => refusedFilesContract(withFolder));
}

type WithFolder = (
  run: (media: MediaStore, folder: string) => Promise<void>,
) => () => Promise<void>;

function takenFilesContract(withFolder: WithFolder): void {
  test.each([0, 1, 100_000, 3_000_000])(
    'of %d bytes is taken over, and removed from its path',
    (n) =>
      withFolder(async (media, folder) => {
        const path = join(folder, 'live file');
        const bytes = bytesOf(n);
        await writeFile(path, bytes);
        expect(await media.ingest('a', path)).toEqual(storedAs(bytes));
        await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
        expect((await contentOf(media, 'a'))?.equals(bytes)).toBe(true);
      })(),
  );

  test(
    'replaces existing content',
    withFolder(async (media, folder) => {
      const path = join(folder, 'x');
      await media.write('a', sourceOf(bytesOf(50)));
      for (const seed of [2, 3]) {
        await writeFile(path, bytesOf(5, seed));
        await media.ingest('a', path);
        expect(await contentOf(media, 'a')).toEqual(bytesOf(5, seed));
      }
    }),
  );

  test(
    'that does not exist is an error, and the key keeps its content',
    withFolder(async (media, folder) => {
      await media.write('a', sourceOf(bytesOf(50)));
      await expect(media.ingest('a', join(folder, 'gone'))).rejects.toMatchObject({
        code: 'ENOENT',
      });
      const directory = join(folder, 'directory');
      await mkdir(directory);
      await expect(media.ingest('a', directory)).rejects.toThrow();
      await access(directory);
      expect(await contentOf(media, 'a')).toEqual(bytesOf(50));
    }),
  );

  test(
    'can be taken over at the same time as others, each under its own key',
    withFolder(async (media, folder) => {
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const path = join(folder, String(i));
          await writeFile(path, bytesOf(1000 + i, i + 1));
          await media.ingest(`key-${i}`, path);
        }),
      );
      for (let i = 0; i < 20; i += 1) {
        expect(await contentOf(media, `key-${i}`)).toEqual(bytesOf(1000 + i, i + 1));
      }
    }),
  );
}

function refusedFilesContract(withFolder: WithFolder): void {
  test(
    'is refused and left in place',
    withFolder(async (media, folder) => {
      const path = join(folder, 'x');
      await writeFile(path, bytesOf(5));
      await expect(media.ingest('a', path)).rejects.toMatchObject({ code: 'internal' });
      expect(await readFile(path)).toEqual(bytesOf(5));
      expect(await media.stat('a')).toBeUndefined();
    }),
  );
}
