import type { TricordEvent } from '../events.ts';

/**
 * Publishes events to subscribers within the process. Each subscriber gets the events of one session or recording in
 * the order of publication, at most once. What must survive a restart reads the catalog instead.
 */
export interface EventBus {
  /** Passes the event to every subscriber. Never throws, even if a subscriber does. */
  publish(event: TricordEvent): void;
  /** Calls `receive` for each event from now on, until the returned function is called. */
  subscribe(receive: (event: TricordEvent) => void): () => void;
}
