import type { Readable } from 'node:stream';

/** What a store knows of the bytes under a key. */
export interface StoredMedia {
  readonly bytes: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface KeyQuery {
  /** From 1 to 10,000. Anything else throws `invalid-argument` with parameter `limit`. */
  readonly limit: number;
  /**
   * `next` of a page before, of this process or an earlier one. Anything else throws `invalid-argument` with
   * parameter `after`.
   */
  readonly after?: string;
}

/** Some of the keys in a store. */
export interface KeyPage {
  readonly keys: readonly string[];
  /** Opaque; give it back as `after`. Absent on the last page. */
  readonly next?: string;
}

/**
 * Keeps audio bytes under keys. Keys are ours (an id, perhaps with an extension), never a client's
 * text: `[0-9a-z-]+(\.[0-9a-z]+)*`; any other key throws `invalid-argument`.
 *
 * What a call has resolved for survives a crash. A key shows either all of its bytes or none. Where something
 * else is in a key's place that can hold no bytes (a folder), `stat`, `read` and `copy` throw `media-unreadable`.
 */
export interface MediaStore {
  /**
   * Takes over the file at `path`; afterwards it is gone from there. Replaces what the key held.
   * Repeating a call that broke off half-way is harmless as long as `path` still exists.
   */
  ingest(key: string, path: string): Promise<StoredMedia>;
  /**
   * Stores what `source` yields. Replaces what the key held, once all is there. When the source
   * fails, nothing of it is kept and the error is thrown.
   */
  write(key: string, source: AsyncIterable<Uint8Array>): Promise<StoredMedia>;
  /** Size and last change (epoch milliseconds), or undefined when the key holds nothing. */
  stat(key: string): Promise<{ readonly bytes: number; readonly modifiedAt: number } | undefined>;
  /**
   * The bytes under the key, or the given range of them; undefined when the key holds nothing.
   * The caller reads the stream to its end or destroys it.
   */
  read(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** A second key with the same bytes; undefined when `from` holds nothing. */
  copy(from: string, to: string): Promise<StoredMedia | undefined>;
  /** Whether there was something to delete. */
  delete(key: string): Promise<boolean>;
  /**
   * The keys that hold something, page by page, in an order of the store's own that stays the same. A key that
   * is there from the first page to the last is listed once; one that comes or goes meanwhile may be left out.
   * A page costs no more memory than its own size.
   */
  list(query: KeyQuery): Promise<KeyPage>;
  /** Bytes that can still be stored, or undefined when the store knows no limit. */
  freeBytes(): Promise<number | undefined>;
}
