import type { Reader } from '../reader.ts';
import type { Recording } from '../recording.ts';
import type { Direction } from '../session.ts';

/** Which recordings that are done; all given fields must match. Times are epoch milliseconds. */
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
  /** Only what this person may see. */
  readonly visibleTo?: Reader;
}

export interface ArchiveQuery extends ArchiveFilter {
  readonly accountId: string;
  /** How many to skip. Not an integer from 0 on: throws `invalid-argument` with parameter `offset`. */
  readonly offset: number;
  /** From 1 to 10,000. Anything else throws `invalid-argument` with parameter `limit`. */
  readonly limit: number;
}

/** A page of the archive, and how many recordings match the query in all. */
export interface ArchivePage {
  readonly items: readonly Recording[];
  readonly total: number;
}

/** How much of an account is in the archive. */
export interface ArchiveSize {
  readonly accountId: string;
  readonly recordings: number;
  /** Of their audio, without renditions. */
  readonly mediaBytes: number;
}

/** What {@link ArchiveCatalog} keeps: the recordings that are `done`. */
export interface ArchiveCatalog {
  /**
   * Recordings that are done, by offset: latest call first; within a millisecond, the recording that was added
   * last first. Beyond the end: no items.
   *
   * Any combination of start, user, local number and direction costs the same in a catalog of any size and at any
   * depth, and so does the remote number alone. End times, and short or common parts of remote numbers, require a
   * scan; it does not block the process, and rows may change while it runs. For a supervisor, the recordings of the
   * groups are scanned.
   */
  browse(query: ArchiveQuery): Promise<ArchivePage>;
  /** The sizes of all accounts that have or had anything in the archive. Costs next to nothing. */
  archiveSizes(): Promise<readonly ArchiveSize[]>;
}
