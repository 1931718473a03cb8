import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ManualClock, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { describeMediaStoreContract } from '@tricord/testkit/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FilesMediaStore } from './files-media-store.ts';
import { MediaFolderUnusableError } from './media-folder-unusable-error.ts';
import { mediaPath } from './media-path.ts';

/** A rename that fails for files outside of this folder, as between two file systems. */
function renameWithin(folder: string): typeof rename {
  return async (from, to) => {
    if (!String(from).startsWith(folder)) {
      throw Object.assign(new Error('EXDEV: cross-device link not permitted'), { code: 'EXDEV' });
    }
    await rename(from, to);
  };
}

describeMediaStoreContract('FilesMediaStore', async () => {
  const { path: folder, close } = await temporaryFolder();
  return { media: await FilesMediaStore.open({ folder }), close };
});

describeMediaStoreContract('FilesMediaStore that ingests files of another device', async () => {
  const { path: folder, close } = await temporaryFolder();
  const media = await FilesMediaStore.open({ folder, rename: renameWithin(folder) });
  return { media, close };
});

const KEY = '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa';

async function* sourceOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('FilesMediaStore', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  beforeEach(async () => {
    temporary = await temporaryFolder();
    folder = join(temporary.path, 'data', 'media');
  });
  afterEach(() => temporary.close());

  /** Every operation on a key. */
  const attempts = (media: FilesMediaStore) => [
    () => media.stat(KEY),
    () => media.read(KEY),
    () => media.copy(KEY, 'b'),
  ];
  const leftovers = () => readdir(join(folder, 'tmp'));

  test('stores everything in its folder, which it creates', async () => {
    const first = await FilesMediaStore.open({ folder });
    await first.write(KEY, sourceOf('speech'));
    const second = await FilesMediaStore.open({ folder });
    expect(await second.stat(KEY)).toMatchObject({ bytes: 6 });
    expect(await readFile(mediaPath(folder, KEY), 'utf8')).toBe('speech');
    expect(await leftovers()).toEqual([]);
    expect(await second.freeBytes()).toBeGreaterThan(0);
  });

  test('is readable only by its owner', async () => {
    const media = await FilesMediaStore.open({ folder });
    await media.write(KEY, sourceOf('speech'));
    for (const path of [folder, join(mediaPath(folder, KEY), '..'), mediaPath(folder, KEY)]) {
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
  });

  test('leaves nothing behind when a source fails', async () => {
    const media = await FilesMediaStore.open({ folder });
    async function* full(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(300_000);
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    }
    await expect(media.write(KEY, full())).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await leftovers()).toEqual([]);
  });

  test('leaves the file and the key unchanged when the file cannot be moved', async () => {
    let broken = false;
    const media = await FilesMediaStore.open({
      folder,
      rename: async (from, to) => {
        if (broken) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
        await rename(from, to);
      },
    });
    await media.write(KEY, sourceOf('old'));
    broken = true;
    const live = join(temporary.path, 'live.wav');
    await writeFile(live, 'new');
    for (const attempt of [
      () => media.ingest(KEY, live),
      () => media.write(KEY, sourceOf('new')),
      () => media.copy(KEY, 'b'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'EIO' });
    }
    expect(await readFile(live, 'utf8')).toBe('new');
    expect(await readFile(mediaPath(folder, KEY), 'utf8')).toBe('old');
    expect(await media.stat('b')).toBeUndefined();
    expect(await leftovers()).toEqual([]);
    // The same call works once the disk is healthy again.
    broken = false;
    expect(await media.ingest(KEY, live)).toMatchObject({ bytes: 3 });
  });

  test('copies by a hard link, and leaves no temporary one', async () => {
    const media = await FilesMediaStore.open({ folder });
    await media.write(KEY, sourceOf('speech'));
    await media.copy(KEY, 'b');
    await media.copy(KEY, 'b');
    const [one, two] = await Promise.all([KEY, 'b'].map((key) => stat(mediaPath(folder, key))));
    expect(one?.ino).toBe(two?.ino);
    expect(one?.nlink).toBe(2);
    expect(await leftovers()).toEqual([]);
    // A key's file is replaced, never modified, so the other link is not affected.
    await media.write('b', sourceOf('other'));
    expect(await readFile(mediaPath(folder, KEY), 'utf8')).toBe('speech');
  });

  test('deletes what crashed writers left more than an hour ago', async () => {
    await FilesMediaStore.open({ folder });
    await writeFile(join(folder, 'tmp', 'left'), 'half a rec');
    const now = Date.now();
    await FilesMediaStore.open({ folder, clock: new ManualClock(now + 59 * 60_000) });
    expect(await leftovers()).toEqual(['left']);
    await FilesMediaStore.open({ folder, clock: new ManualClock(now + 61 * 60_000) });
    expect(await leftovers()).toEqual([]);
  });

  test('rejects a folder that cannot be written with a single-line message', async () => {
    const occupied = join(temporary.path, 'data');
    await writeFile(occupied, 'a file where the folder should be');
    const failure = await FilesMediaStore.open({ folder }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MediaFolderUnusableError);
    expect((failure as Error).message).toMatch(/^Cannot use the media folder .*: E[A-Z]+: .*$/);
  });

  test('treats a folder as unreadable media, and leaves it alone', async () => {
    const media = await FilesMediaStore.open({ folder });
    const path = mediaPath(folder, KEY);
    await mkdir(path, { recursive: true });
    await expect(media.write(KEY, sourceOf('speech'))).rejects.toMatchObject({ code: 'EISDIR' });
    for (const attempt of attempts(media)) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'media-unreadable',
        message: expect.stringContaining(`${KEY} is a folder`),
      });
    }
    expect(await media.delete(KEY)).toBe(false);
    expect(await media.list({ limit: 10 })).toEqual({ keys: [] });
    expect((await stat(path)).isDirectory()).toBe(true);
    expect(await leftovers()).toEqual([]);
  });

  test.each([
    ['a pipe without a writer', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
  ])('treats %s as unreadable media, without blocking', async (_what, make) => {
    const media = await FilesMediaStore.open({ folder });
    const path = mediaPath(folder, KEY);
    await mkdir(dirname(path), { recursive: true });
    make(path);
    for (const attempt of attempts(media)) {
      await expect(attempt()).rejects.toMatchObject({ code: 'media-unreadable' });
    }
    // It cannot be ingested either.
    await expect(media.ingest('b', path)).rejects.toThrow('is not a regular file');
  });

  test('treats a dangling symbolic link as absent, and follows one to a file', async () => {
    const media = await FilesMediaStore.open({ folder });
    const path = mediaPath(folder, KEY);
    await mkdir(dirname(path), { recursive: true });
    const elsewhere = join(temporary.path, 'elsewhere.wav');
    symlinkSync(elsewhere, path);
    expect(await media.stat(KEY)).toBeUndefined();
    expect(await media.read(KEY)).toBeUndefined();
    expect(await media.copy(KEY, 'b')).toBeUndefined();
    await writeFile(elsewhere, 'speech');
    expect(await media.stat(KEY)).toMatchObject({ bytes: 6 });
  });

  test('lists only files at the path of their key', async () => {
    const media = await FilesMediaStore.open({ folder });
    await media.write(KEY, sourceOf('speech'));
    const leaf = dirname(mediaPath(folder, KEY));
    await writeFile(join(leaf, 'misplaced'), 'x');
    await writeFile(join(leaf, 'No Key'), 'x');
    await writeFile(join(folder, 'README'), 'x');
    await mkdir(join(folder, 'zz'), { recursive: true });
    await writeFile(join(folder, 'ab'), 'a file where a folder may be');
    expect(await media.list({ limit: 10 })).toEqual({ keys: [KEY] });
  });

  test('changes nothing when opened read-only', async () => {
    const media = await FilesMediaStore.open({ folder });
    await media.write(KEY, sourceOf('speech'));
    await rm(join(folder, 'tmp'), { recursive: true });
    const reader = await FilesMediaStore.openToRead({ folder });
    expect(await reader.stat(KEY)).toMatchObject({ bytes: 6 });
    expect(await reader.list({ limit: 10 })).toEqual({ keys: [KEY] });
    expect(await readdir(folder)).not.toContain('tmp');
    for (const wrong of [join(temporary.path, 'none'), mediaPath(folder, KEY)]) {
      const failure = FilesMediaStore.openToRead({ folder: wrong });
      await expect(failure).rejects.toThrow(MediaFolderUnusableError);
      await expect(failure).rejects.toThrow(wrong);
    }
  });
});
