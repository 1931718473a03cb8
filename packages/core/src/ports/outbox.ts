import type { Delivery, DeliveryOutcome, NewDelivery } from '../delivery.ts';
import type { RecordingEvent } from '../events.ts';

/** An event of a recording. The catalog keeps it until its deliveries have been created, and a while longer. */
export interface JournalEntry {
  /** Grows with each entry, never used twice. */
  readonly position: number;
  readonly event: RecordingEvent;
}

/** How many deliveries are pending, and how many are dead. */
export interface Backlog {
  readonly pending: number;
  readonly dead: number;
  /** When the oldest pending one was created, epoch milliseconds. */
  readonly oldestPendingAt?: number;
}

/**
 * The journal of events and the queues of deliveries. Every journaled event of a change is written together with the
 * change; the sender creates deliveries from the journal, so that a crash at any point loses nothing. For one sender
 * at a time.
 *
 * The deliveries of one kind to one URL about one recording are a queue: one is due only when those
 * created before it are delivered or dead. All deliveries to one server are a lane (`laneOf`).
 */
export interface OutboxCatalog {
  /** The oldest entries from which no deliveries have been created yet, at most `limit`, in order. */
  journal(limit: number): Promise<readonly JournalEntry[]>;
  /** Adds the deliveries that were created from the entries up to `position`, in one transaction. */
  plan(position: number, deliveries: readonly NewDelivery[]): Promise<void>;
  /** The lanes with deliveries due at `now`, sorted. */
  lanes(now: number): Promise<readonly string[]>;
  /** The deliveries of a lane that are due at `now`, longest due first, at most `limit`. */
  due(lane: string, now: number, limit: number): Promise<readonly Delivery[]>;
  /** When the next delivery falls due after `now`, or undefined when none will by itself. */
  nextDueAt(now: number): Promise<number | undefined>;
  /**
   * Saves the outcome of an attempt; unless the delivery stays pending, the next of its queue is due at once.
   * Undefined when the delivery no longer exists.
   */
  saveOutcome(id: string, outcome: DeliveryOutcome): Promise<Delivery | undefined>;
  /**
   * Gives up pending deliveries about recordings that were created before a time (epoch milliseconds). Looks at the
   * pending deliveries of at most `limit` recordings, those after the id `after`, in the order of the ids.
   * Returns how many were given up, and `after` for the next call; undefined: all have been looked at.
   */
  abandon(
    createdBefore: number,
    why: { readonly at: number; readonly error: string },
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<{ readonly count: number; readonly next: string | undefined }>;
  backlog(): Promise<Backlog>;
  /**
   * Deletes deliveries that ended before these times (epoch milliseconds), at most `limit` of each state. Returns how
   * many.
   */
  forget(before: { delivered: number; dead: number }, limit: number): Promise<number>;
}
