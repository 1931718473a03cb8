import type { Readable } from 'node:stream';

/** The size and checksum of stored bytes. */
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
 * Once a call has resolved, its result survives a crash. A key holds either all of its bytes or none. If something
 * that cannot hold bytes (a folder) is in a key's place, `stat`, `read` and `copy` throw `media-unreadable`.
 */
export interface MediaStore {
  /**
   * Moves the file at `path` into the store. Replaces what the key held. An interrupted call can be repeated as long
   * as `path` still exists.
   */
  ingest(key: string, path: string): Promise<StoredMedia>;
  /**
   * Stores what `source` yields. Replaces what the key held once everything is written. If the source fails, nothing
   * is stored and the error is thrown.
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
   * The keys that hold something, page by page, in a stable order of the store's choice. A key that exists throughout
   * is listed once; one that is added or deleted meanwhile may be missing. A page needs no more memory than its own
   * size.
   */
  list(query: KeyQuery): Promise<KeyPage>;
  /** Bytes that can still be stored, or undefined when the store knows no limit. */
  freeBytes(): Promise<number | undefined>;
}
