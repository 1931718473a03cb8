import type { RecordingCatalog } from '@tricord/core';

/** The methods that look up recordings. */
const READS = ['get', 'findByName', 'list', 'browse'] as const;

/**
 * Counts lookups of recordings, except those within the transaction of a change.
 * @returns a function that returns the calls since its last call, in order
 */
export function countReads(recordings: RecordingCatalog): () => readonly string[] {
  const calls: string[] = [];
  for (const name of READS) {
    const read = recordings[name].bind(recordings) as (...args: unknown[]) => Promise<unknown>;
    const counted = (...args: unknown[]) => {
      calls.push(name);
      return read(...args);
    };
    Object.assign(recordings, { [name]: counted });
  }
  return () => calls.splice(0);
}
