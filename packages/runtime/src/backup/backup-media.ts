import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredMedia } from '@tricord/core';
import { syncFolder, writeNewFile } from '@tricord/storage-files';
import { isAbsent } from './is-absent.ts';
import { readParts } from './read-parts.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The audio in a backup, by its SHA-256: `ab/abcd…`. All snapshots share it, and nothing in it is ever changed, so that
 * a later backup copies only what is new and cannot harm an earlier one.
 */
export class BackupMedia {
  readonly #folder: string;
  readonly #unsynced = new Set<string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Prepares the folder, and deletes what an interrupted backup had not finished copying. */
  static async open(folder: string): Promise<BackupMedia> {
    const media = new BackupMedia(folder);
    await rm(media.#temporary, { recursive: true, force: true });
    await mkdir(media.#temporary, { recursive: true, mode: 0o700 });
    return media;
  }

  /** Opens it without changing anything. */
  static openToRead(folder: string): BackupMedia {
    return new BackupMedia(folder);
  }

  /** Whether it has this file, in full length. */
  async has({ sha256, bytes }: StoredMedia): Promise<boolean> {
    const stats = await stat(this.#path(sha256)).catch(undefinedIfAbsent);
    return stats?.isFile() === true && stats.size === bytes;
  }

  /**
   * Copies a file into it.
   * @param expected only this content is kept; undefined: any.
   * @returns the content that was read.
   */
  async add(source: AsyncIterable<Uint8Array>, expected?: StoredMedia): Promise<StoredMedia> {
    const temporary = join(this.#temporary, randomUUID());
    try {
      const copied = await writeNewFile(temporary, source);
      if (expected !== undefined && expected.sha256 !== copied.sha256) return copied;
      const path = this.#path(copied.sha256);
      const leaf = join(path, '..');
      await mkdir(leaf, { recursive: true, mode: 0o700 });
      await rename(temporary, path);
      this.#unsynced.add(leaf);
      return copied;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The file. Fails with ENOENT when there is none. */
  read(sha256: string): AsyncIterable<Uint8Array> {
    return readParts(this.#path(sha256));
  }

  /** Makes everything that was added durable. */
  async sync(): Promise<void> {
    for (const leaf of this.#unsynced) await syncFolder(leaf);
    this.#unsynced.clear();
    await syncFolder(this.#folder);
  }

  /** Deletes every file that is not wanted. @returns how much that was. */
  async retain(wanted: ReadonlySet<string>): Promise<{ files: number; bytes: number }> {
    const deleted = { files: 0, bytes: 0 };
    for (const leaf of await readdir(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(leaf)) continue;
      for (const name of await readdir(join(this.#folder, leaf))) {
        if (!SHA256.test(name) || wanted.has(name)) continue;
        const path = join(this.#folder, leaf, name);
        deleted.bytes += (await stat(path)).size;
        deleted.files += 1;
        await rm(path);
      }
    }
    return deleted;
  }

  get #temporary(): string {
    return join(this.#folder, 'tmp');
  }

  #path(sha256: string): string {
    if (!SHA256.test(sha256)) throw new Error(`Not a SHA-256: ${JSON.stringify(sha256)}`);
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

function undefinedIfAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}
