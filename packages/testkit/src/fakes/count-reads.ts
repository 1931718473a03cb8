import type { RecordingCatalog } from '@tricord/core';

/** The calls that look recordings up. */
const READS = ['get', 'findByName', 'list', 'browse'] as const;

/**
 * Watches how often recordings are looked up. What a change reads in its own transaction does not count.
 * @returns tells the calls since it was called last, in order.
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
