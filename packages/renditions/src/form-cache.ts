import type { MediaStore, StoredMedia } from '@tricord/core';
import { FormIndex, type KnownForm } from './form-index.ts';

/** More forms than this are not kept, however small they are: the index is rewritten for each. */
const MAX_FORMS = 10_000;

export interface FormCacheOptions {
  readonly media: MediaStore;
  /** Forms beyond this size are deleted, least recently used first; the last one made stays. */
  readonly cacheBytes: number;
}

/** The forms that are kept in the media store, within bounds. */
export class FormCache {
  readonly #media: MediaStore;
  readonly #cacheBytes: number;
  readonly #index: FormIndex;
  /** By key. */
  readonly #making = new Set<string>();
  /** By key: a form is made again only when its old copy is gone. */
  readonly #deleting = new Map<string, Promise<void>>();

  private constructor({ media, cacheBytes }: FormCacheOptions, index: FormIndex) {
    this.#media = media;
    this.#cacheBytes = cacheBytes;
    this.#index = index;
  }

  /** @throws TricordError `internal` when the list of forms in the store is damaged. */
  static async open(options: FormCacheOptions): Promise<FormCache> {
    const cache = new FormCache(options, await FormIndex.open(options.media));
    await cache.#makeRoom(undefined);
    return cache;
  }

  /**
   * A form that stays in the store, as it was made; one that the index does not know would be forgotten by nobody.
   */
  kept(key: string): KnownForm | undefined {
    if (this.#making.has(key) || this.#deleting.has(key)) return undefined;
    return this.#index.get(key);
  }

  /** Notes that a form was used now. */
  used(key: string): void {
    const form = this.kept(key);
    if (form !== undefined) this.#index.set(key, form);
  }

  /** Deletes a form, which is made again when somebody asks for it. */
  async drop(key: string): Promise<void> {
    if (this.kept(key) !== undefined) await this.#delete(key);
  }

  /**
   * Has a form written, and makes room for it. When that fails, there is no such form.
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

  /** Deletes all forms of a recording. */
  async forget(recordingId: string): Promise<void> {
    for (const key of [...this.#index.keys()]) {
      if (key.startsWith(`${recordingId}.`)) await this.#delete(key);
    }
  }

  /** Resolves once the store knows what was used when. */
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

  /** Deletes what was not used for longest, but neither `newest` nor what is being made. */
  async #makeRoom(newest: string | undefined): Promise<void> {
    for (const key of [...this.#index.keys()]) {
      if (this.#index.bytes <= this.#cacheBytes && this.#index.size <= MAX_FORMS) return;
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
