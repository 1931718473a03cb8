import type { MediaStore, StoredMedia } from '@tricord/core';
import { type KnownRendition, RenditionIndex } from './rendition-index.ts';

/** The most renditions that are kept, whatever their size: the index is rewritten for each. */
const MAX_RENDITIONS = 10_000;

export interface RenditionCacheOptions {
  readonly media: MediaStore;
  /** Renditions beyond this size are deleted, least recently used first; the last one made stays. */
  readonly cacheBytes: number;
}

/** The renditions kept in the media store, within a limit. Least recently used ones are deleted. */
export class RenditionCache {
  readonly #media: MediaStore;
  readonly #cacheBytes: number;
  readonly #index: RenditionIndex;
  /** By key. */
  readonly #making = new Set<string>();
  /** By key: a rendition is not converted again before its old copy is deleted. */
  readonly #deleting = new Map<string, Promise<void>>();

  private constructor({ media, cacheBytes }: RenditionCacheOptions, index: RenditionIndex) {
    this.#media = media;
    this.#cacheBytes = cacheBytes;
    this.#index = index;
  }

  /** @throws TricordError `internal` when the list of renditions in the store is damaged. */
  static async open(options: RenditionCacheOptions): Promise<RenditionCache> {
    const cache = new RenditionCache(options, await RenditionIndex.open(options.media));
    await cache.#makeRoom(undefined);
    return cache;
  }

  /**
   * A rendition that is in the store and in the index. One that the index lacks would never be deleted.
   */
  kept(key: string): KnownRendition | undefined {
    if (this.#making.has(key) || this.#deleting.has(key)) return undefined;
    return this.#index.get(key);
  }

  /** Marks a rendition as just used. */
  used(key: string): void {
    const rendition = this.kept(key);
    if (rendition !== undefined) this.#index.set(key, rendition);
  }

  /** Deletes a rendition; the next request converts it again. */
  async drop(key: string): Promise<void> {
    if (this.kept(key) !== undefined) await this.#delete(key);
  }

  /**
   * Adds a rendition, and makes room for it. If `write` fails, nothing is added.
   * @param write stores it under the key.
   */
  async fill(key: string, write: () => Promise<StoredMedia>): Promise<void> {
    this.#making.add(key);
    try {
      await this.#fill(key, write);
      await this.#makeRoom(key);
    } finally {
      this.#making.delete(key);
    }
  }

  /** Deletes all renditions of a recording. */
  async forget(recordingId: string): Promise<void> {
    for (const key of [...this.#index.keys()]) {
      if (key.startsWith(`${recordingId}.`)) await this.#delete(key);
    }
  }

  /** Resolves once the order of use is saved. */
  save(): Promise<void> {
    return this.#index.save();
  }

  async #fill(key: string, write: () => Promise<StoredMedia>): Promise<void> {
    await this.#deleting.get(key);
    this.#index.set(key, undefined);
    try {
      await this.#index.save();
      this.#index.set(key, await write());
    } catch (error) {
      this.#index.remove(key);
      throw error;
    }
  }

  /** Deletes the least recently used renditions, but neither `newest` nor those being converted. */
  async #makeRoom(newest: string | undefined): Promise<void> {
    for (const key of [...this.#index.keys()]) {
      if (this.#index.bytes <= this.#cacheBytes && this.#index.size <= MAX_RENDITIONS) return;
      if (key !== newest && !this.#making.has(key)) await this.#delete(key);
    }
  }

  #delete(key: string): Promise<void> {
    const already = this.#deleting.get(key);
    if (already !== undefined) return already;
    const deletion = this.#media
      .delete(key)
      .then(() => this.#index.remove(key))
      .finally(() => this.#deleting.delete(key));
    this.#deleting.set(key, deletion);
    return deletion;
  }
}
