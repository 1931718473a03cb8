import type { RandomAccess } from '../files/random-access.ts';

/** A file of these bytes. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.slice(position, position + length),
  };
}
