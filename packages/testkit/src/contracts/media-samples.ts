import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { ByteRange, MediaStore, StoredMedia } from '@tricord/core';

/** `length` bytes that differ from place to place, and from seed to seed. */
export function bytesOf(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[i] = state;
  }
  return bytes;
}

/** What a store must say of these bytes. */
export function storedAs(bytes: Uint8Array): StoredMedia {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Yields the parts one after the other. */
export async function* sourceOf(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/** All that the store has under the key, or undefined. */
export async function contentOf(
  media: MediaStore,
  key: string,
  range?: ByteRange,
): Promise<Buffer | undefined> {
  const stream = await media.read(key, range);
  return stream === undefined ? undefined : buffer(stream);
}
