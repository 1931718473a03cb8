import type { Recording } from '@tricord/core';

/**
 * The friendly number of a recording: the 13 digits of the millisecond of its creation and 4 digits from
 * its id, so that it never changes, needs no counter, grows with time, and tells apart recordings of the
 * same millisecond nearly always. It names a recording to people; only the id is unique for certain.
 */
export function referenceNumber({ id, createdAt }: Pick<Recording, 'id' | 'createdAt'>): string {
  const suffix = Number.parseInt(id.slice(-8), 16) % 10_000;
  return `${createdAt.toString().padStart(13, '0')}${suffix.toString().padStart(4, '0')}`;
}
