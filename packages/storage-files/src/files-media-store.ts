import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange, Clock, KeyPage, KeyQuery, MediaStore, StoredMedia } from '@tricord/core';
import { hasCode, linkOrCopy, syncFile, syncFolder, writeNewFile } from './durable-files.ts';
import { listKeys } from './list-keys.ts';
import { isFolder, requireFile, unlessAbsent } from './media-file.ts';
import { MediaFolderUnusableError } from './media-folder-unusable-error.ts';
import { mediaPath } from './media-path.ts';

export interface FilesMediaStoreOptions {
  /** Created if missing. Ingested files are best on the same file system. */
  readonly folder: string;
  /** For the age of leftover temporary files. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Moves a file; default: `fs.rename`. */
  readonly rename?: (from: string, to: string) => Promise<void>;
}

/** Read-only access to a media store. */
export type MediaReader = Pick<MediaStore, 'stat' | 'read' | 'list'>;

/** Read size: each chunk of a download costs turns of the event loop, whatever its size. */
const READ_BYTES = 256 * 1024;

/** Opening a pipe without a writer would block forever. */
const OPEN_TO_READ = fs.constants.O_RDONLY | fs.constants.O_NONBLOCK;

/** A temporary file that has not changed for this long was left by a crash. */
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/**
 * The media-store port on a folder.
 *
 * Files are written under a temporary name, synced, and then renamed, so that a key never has partial content.
 * Files are never changed after that.
 */
export class FilesMediaStore implements MediaStore {
  readonly #folder: string;
  readonly #rename: (from: string, to: string) => Promise<void>;

  private constructor(folder: string, rename: (from: string, to: string) => Promise<void>) {
    this.#folder = folder;
    this.#rename = rename;
  }

  /**
   * Prepares the folder, and deletes temporary files that crashed writers left more than an hour ago (another
   * program may still be writing newer ones).
   * @throws MediaFolderUnusableError when the folder cannot be written.
   */
  static async open({
    folder,
    clock = { now: Date.now },
    rename = fs.rename,
  }: FilesMediaStoreOptions): Promise<FilesMediaStore> {
    const store = new FilesMediaStore(folder, rename);
    try {
      await fs.mkdir(store.#temporaryFolder, { recursive: true, mode: 0o700 });
      const probe = store.#temporaryPath();
      await fs.writeFile(probe, 'Can this folder be written?');
      await fs.rm(probe);
      await store.#clearLeftovers(clock.now());
    } catch (cause) {
      throw unusable(folder, cause);
    }
    return store;
  }

  /**
   * Opens the store read-only, without changing anything; another process may be using it.
   * @throws MediaFolderUnusableError when the folder does not exist or cannot be read.
   */
  static async openToRead({
    folder,
  }: Pick<FilesMediaStoreOptions, 'folder'>): Promise<MediaReader> {
    try {
      await fs.readdir(folder);
    } catch (cause) {
      throw unusable(folder, cause);
    }
    return new FilesMediaStore(folder, fs.rename);
  }

  async ingest(key: string, path: string): Promise<StoredMedia> {
    const target = mediaPath(this.#folder, key);
    const stored = await syncFile(path);
    try {
      await this.#place(path, target);
      return stored;
    } catch (error) {
      if (!hasCode(error, 'EXDEV')) throw error;
    }
    return this.#ingestFromElsewhere(key, path);
  }

  async write(key: string, source: AsyncIterable<Uint8Array>): Promise<StoredMedia> {
    const target = mediaPath(this.#folder, key);
    return this.#make(target, (temporary) => writeNewFile(temporary, source));
  }

  async stat(key: string): Promise<{ bytes: number; modifiedAt: number } | undefined> {
    const stats = await unlessAbsent(fs.stat(mediaPath(this.#folder, key)));
    if (stats === undefined) return undefined;
    requireFile(stats, key);
    return { bytes: stats.size, modifiedAt: Math.trunc(stats.mtimeMs) };
  }

  async read(key: string, range?: ByteRange): Promise<Readable | undefined> {
    // Opened immediately, so that the stream has the current content even if the key is replaced or
    // deleted later.
    const handle = await unlessAbsent(fs.open(mediaPath(this.#folder, key), OPEN_TO_READ));
    if (handle === undefined) return undefined;
    try {
      requireFile(await handle.stat(), key);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return handle.createReadStream({ highWaterMark: READ_BYTES, ...range });
  }

  async copy(from: string, to: string): Promise<StoredMedia | undefined> {
    const source = mediaPath(this.#folder, from);
    const target = mediaPath(this.#folder, to);
    if ((await this.stat(from)) === undefined) return undefined;
    return unlessAbsent(
      this.#make(target, async (temporary) => {
        await linkOrCopy(source, temporary);
        return syncFile(temporary);
      }),
    );
  }

  async delete(key: string): Promise<boolean> {
    const path = mediaPath(this.#folder, key);
    try {
      await fs.unlink(path);
    } catch (error) {
      // A folder is not part of the store; the error for removing one depends on the system.
      if (hasCode(error, 'ENOENT') || (await isFolder(path))) return false;
      throw error;
    }
    await syncFolder(dirname(path));
    return true;
  }

  list(query: KeyQuery): Promise<KeyPage> {
    return listKeys(this.#folder, query);
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await fs.statfs(this.#folder);
    return bavail * bsize;
  }

  get #temporaryFolder(): string {
    return join(this.#folder, 'tmp');
  }

  #temporaryPath(): string {
    return join(this.#temporaryFolder, randomUUID());
  }

  /** Lets `make` write a temporary file, and renames it to the key's path. */
  async #make(
    target: string,
    make: (temporary: string) => Promise<StoredMedia>,
  ): Promise<StoredMedia> {
    const temporary = this.#temporaryPath();
    try {
      const stored = await make(temporary);
      await this.#place(temporary, target);
      return stored;
    } finally {
      // It still exists after a failure, and after a rename onto another hard link of the same file.
      await fs.rm(temporary, { force: true });
    }
  }

  /** Ingests a file of another file system, which cannot be renamed. */
  async #ingestFromElsewhere(key: string, path: string): Promise<StoredMedia> {
    const handle = await fs.open(path, 'r');
    try {
      const stored = await this.write(key, handle.createReadStream({ autoClose: false }));
      await fs.unlink(path);
      return stored;
    } finally {
      await handle.close();
    }
  }

  async #place(path: string, target: string): Promise<void> {
    const leaf = dirname(target);
    await fs.mkdir(leaf, { recursive: true, mode: 0o700 });
    await this.#rename(path, target);
    // The parent folders may be new, too.
    for (const folder of [leaf, dirname(leaf), this.#folder]) await syncFolder(folder);
  }

  async #clearLeftovers(now: number): Promise<void> {
    for (const name of await fs.readdir(this.#temporaryFolder)) {
      const path = join(this.#temporaryFolder, name);
      const stats = await unlessAbsent(fs.stat(path));
      // The change time, because a hard link to an old file has the old modification time.
      const isOld = stats !== undefined && now - stats.ctimeMs > LEFTOVER_AGE_MS;
      if (isOld) await fs.rm(path, { force: true });
    }
  }
}

function unusable(folder: string, cause: unknown): MediaFolderUnusableError {
  const { message } = cause as Error;
  return new MediaFolderUnusableError(`Cannot use the media folder ${folder}: ${message}`, {
    cause,
  });
}
