import { createHash } from 'node:crypto';
import type { StoredMedia } from './ports/media-store.ts';

/** Counts and hashes bytes that pass through. */
export class Digest {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  /** How many bytes have passed so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Yields what `source` yields. */
  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of source) {
      this.#hash.update(part);
      this.#bytes += part.length;
      yield part;
    }
  }

  /** Length and checksum of what has passed. Can be called once. */
  result(): StoredMedia {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** Length and checksum of all that `source` yields. */
export async function digestOf(source: AsyncIterable<Uint8Array>): Promise<StoredMedia> {
  const digest = new Digest();
  for await (const _part of digest.through(source));
  return digest.result();
}
