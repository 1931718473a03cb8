import type { Recording } from '@tricord/core';

/**
 * The reference number of a recording, for people: the 13 digits of its creation time in milliseconds and 4
 * digits from its id, so that it never changes, needs no counter, increases with time, and nearly always
 * distinguishes recordings of the same millisecond. Only the id is guaranteed to be unique.
 */
export function referenceNumber({ id, createdAt }: Pick<Recording, 'id' | 'createdAt'>): string {
  const suffix = Number.parseInt(id.slice(-8), 16) % 10_000;
  return `${createdAt.toString().padStart(13, '0')}${suffix.toString().padStart(4, '0')}`;
}
