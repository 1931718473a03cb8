import type { JournalEntry } from './outbox.ts';

/** Which positions the journal has. */
export interface JournalSpan {
  /** Of the oldest entry that is kept; one beyond `last` when none is. */
  readonly first: number;
  /** Of the newest entry, kept or not; 0 before the first. */
  readonly last: number;
}

/** How much of the journal is kept once deliveries have been created from it. */
export interface JournalLimits {
  /** Entries of events before this are deleted, epoch milliseconds. */
  readonly before: number;
  /** How many are kept at most, of all accounts. */
  readonly atMost: number;
}

/** Reads what happened, from any point that is still kept. */
export interface JournalCatalog {
  /** The positions of all accounts. */
  span(): Promise<JournalSpan>;
  /** The account's entries after a position, in order, at most `limit`. */
  after(accountId: string, position: number, limit: number): Promise<readonly JournalEntry[]>;
  /**
   * Deletes entries beyond the limits, oldest first, at most `limit`, but none from which deliveries are still to be
   * created. Returns how many.
   */
  forget(limits: JournalLimits, limit: number): Promise<number>;
}
