import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { StoredMedia } from '@tricord/core';

/**
 * Bytes that are hashed at a time. Between two parts other work gets its turn: 256 KiB take about
 * 0.2 ms with the processor's SHA instructions, and under 1 ms without; smaller parts cost more
 * in reading than they give in evenness.
 */
const PART_BYTES = 256 * 1024;

/** Counts and hashes what passes. */
export class Digest {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  /** Yields what `source` yields. */
  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of source) {
      this.#hash.update(part);
      this.#bytes += part.length;
      yield part;
    }
  }

  /** What has passed. Can be asked once. */
  result(): StoredMedia {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** Reads a file from its begin to its end. The handle stays open. */
export async function digestOf(handle: FileHandle): Promise<StoredMedia> {
  const digest = new Digest();
  const source = handle.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: PART_BYTES,
  });
  for await (const _part of digest.through(source));
  return digest.result();
}
