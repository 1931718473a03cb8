import type { Delivery, DeliveryOutcome, NewDelivery } from '../delivery.ts';
import type { RecordingEvent } from '../events.ts';

/** An event that the catalog keeps until deliveries have been made of it. */
export interface JournalEntry {
  /** Grows with each entry, never used twice. */
  readonly position: number;
  readonly event: RecordingEvent;
}

/** How much is still to be sent, and how much was given up. */
export interface Backlog {
  readonly pending: number;
  readonly dead: number;
  /** When the oldest pending one was made, epoch milliseconds. */
  readonly oldestPendingAt?: number;
}

/**
 * What happened (the journal) and whom to tell (the queues). Every journaled event of a change is in
 * the journal once the change is in the catalog; whoever sends deliveries makes them of the journal,
 * so that nothing is lost wherever the process ends. For one sender at a time.
 *
 * The deliveries of one kind to one URL about one recording are a queue: one is due only when those
 * made before it are delivered or dead. All deliveries to one server are a lane (`laneOf`).
 */
export interface OutboxCatalog {
  /** The oldest entries, at most `limit`, in order. */
  journal(limit: number): Promise<readonly JournalEntry[]>;
  /** Puts deliveries in the place of the entries up to `position`, in one transaction. */
  plan(position: number, deliveries: readonly NewDelivery[]): Promise<void>;
  /** The lanes that have something due at `now`, sorted. */
  lanes(now: number): Promise<readonly string[]>;
  /** What is due in a lane at `now`, longest due first, at most `limit`. */
  due(lane: string, now: number, limit: number): Promise<readonly Delivery[]>;
  /** When the next delivery falls due after `now`, or undefined when none will by itself. */
  nextDueAt(now: number): Promise<number | undefined>;
  /**
   * Notes what came of an attempt; unless it stays pending, the next of its queue is due at once.
   * Undefined when there is no such delivery any more.
   */
  saveOutcome(id: string, outcome: DeliveryOutcome): Promise<Delivery | undefined>;
  backlog(): Promise<Backlog>;
  /**
   * Forgets deliveries that ended before these times (epoch milliseconds), at most `limit` of each
   * state. Answers how many.
   */
  forget(before: { delivered: number; dead: number }, limit: number): Promise<number>;
}
