import type { TricordEvent } from '../events.ts';

/**
 * Carries events from whoever changes things to whoever cares. Each subscriber gets the events of
 * one session or recording in the order in which they were published. Delivery is at most once and
 * ends with the process: what must survive a restart reads the catalog.
 */
export interface EventBus {
  /** Hands the event to every subscriber. Never throws; a subscriber's failure is its own. */
  publish(event: TricordEvent): void;
  /** Calls `receive` for each event from now on, until the returned function is called. */
  subscribe(receive: (event: TricordEvent) => void): () => void;
}
