import type { RecordingEvent } from './events.ts';

/**
 * `pending`: to be sent, now or later; `delivered`: the other side has taken it; `dead`: given up,
 * until somebody has it sent again.
 */
export type DeliveryState = 'pending' | 'delivered' | 'dead';

/** A delivery before its first attempt. */
export interface NewDelivery {
  /** UUID; the same in every attempt, so that the other side can tell a repetition. */
  readonly id: string;
  /** Names who makes the request of it. */
  readonly kind: string;
  /** Where it goes: absolute, http or https. With `kind` and the recording it names a queue. */
  readonly url: string;
  readonly event: RecordingEvent;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Something that one receiver is to be told of one recording. Times are epoch milliseconds. */
export interface Delivery extends NewDelivery {
  readonly state: DeliveryState;
  /** Attempts since it was made or replayed. */
  readonly attempts: number;
  /** Only of a pending one; absent while an earlier delivery of its queue is pending. */
  readonly nextAttemptAt?: number;
  /** When it was delivered or given up. */
  readonly endedAt?: number;
  /** HTTP status of the last answer. */
  readonly lastStatus?: number;
  /** Why the last attempt failed, for people. */
  readonly lastError?: string;
}

/** What came of an attempt. */
export interface DeliveryOutcome {
  readonly state: DeliveryState;
  /** When the attempt ended. */
  readonly at: number;
  /** For `pending`: when to try again. */
  readonly nextAttemptAt?: number;
  readonly status?: number;
  readonly error?: string;
}

/** The server that a delivery goes to. One that is down or slow holds up nobody but its own. */
export function laneOf(url: string): string {
  return new URL(url).origin;
}

/** The delivery after an attempt. */
export function afterAttempt(delivery: Delivery, outcome: DeliveryOutcome): Delivery {
  const { nextAttemptAt: _next, endedAt: _ended, lastStatus, lastError, ...rest } = delivery;
  const { state, at, status, error } = outcome;
  return {
    ...rest,
    state,
    attempts: delivery.attempts + 1,
    ...(state === 'pending' ? { nextAttemptAt: outcome.nextAttemptAt ?? at } : { endedAt: at }),
    ...(status === undefined ? {} : { lastStatus: status }),
    ...(error === undefined ? {} : { lastError: error }),
  };
}

/** The delivery as good as new: pending, with all its attempts before it. */
export function replayed(delivery: Delivery): Delivery {
  const { endedAt: _ended, nextAttemptAt: _next, ...rest } = delivery;
  return { ...rest, state: 'pending', attempts: 0 };
}
