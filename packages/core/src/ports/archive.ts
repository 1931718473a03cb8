import type { Recording } from '../recording.ts';
import type { Direction } from '../session.ts';

/** Which finished recordings; all given fields must hold. Times are epoch milliseconds. */
export interface ArchiveFilter {
  /** The call began at or after. */
  readonly startedFrom?: number;
  /** The call began before. */
  readonly startedBefore?: number;
  /** The recording ended at or after. */
  readonly endedFrom?: number;
  /** The recording ended before. */
  readonly endedBefore?: number;
  /** Compared without regard to case. */
  readonly username?: string;
  /** The number on our side, see `localNumber`. */
  readonly localNumber?: string;
  readonly remoteNumber?: string;
  /** Any part of the number on the other side. */
  readonly remoteNumberPart?: string;
  readonly direction?: Direction;
}

export interface ArchiveQuery extends ArchiveFilter {
  readonly accountId: string;
  /** How many to pass over. Not an integer from 0 on: throws `invalid-argument` with parameter `offset`. */
  readonly offset: number;
  /** From 1 to 10,000. Anything else throws `invalid-argument` with parameter `limit`. */
  readonly limit: number;
}

/** A part of the archive, and how much of it fits the query in all. */
export interface ArchivePage {
  readonly items: readonly Recording[];
  readonly total: number;
}

/** What {@link ArchiveCatalog} keeps: the recordings that are `done`. */
export interface ArchiveCatalog {
  /**
   * Finished recordings by page number: the call that began last first, of one millisecond the recording
   * that came into the catalog last. Beyond the end: no items.
   *
   * Any mix of start, user, local number and direction costs the same in a catalog of any size and at
   * any depth, and so does the remote number by itself. Ends, and parts of remote numbers that are
   * short or that many numbers have, have rows looked at, which others may change meanwhile; the
   * process is not held while they are.
   */
  browse(query: ArchiveQuery): Promise<ArchivePage>;
}
