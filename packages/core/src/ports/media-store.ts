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

/**
 * Keeps audio bytes under keys. Keys are ours (an id, perhaps with an extension), never a client's
 * text: `[0-9a-z-]+(\.[0-9a-z]+)*`; any other key throws `invalid-argument`.
 *
 * What a call has resolved for survives a crash. A key shows either all of its bytes or none.
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
  /** Bytes that can still be stored, or undefined when the store knows no limit. */
  freeBytes(): Promise<number | undefined>;
}
