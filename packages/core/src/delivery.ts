import type { RecordingEvent } from './events.ts';

/**
 * `pending`: to be sent, now or later; `delivered`: the receiver accepted it; `dead`: given up, unless it is
 * replayed.
 */
export type DeliveryState = 'pending' | 'delivered' | 'dead';

/** A delivery before its first attempt. */
export interface NewDelivery {
  /** UUID; the same in every attempt, so that the receiver can recognize a repetition. */
  readonly id: string;
  /** The kind of delivery, which decides the request. */
  readonly kind: string;
  /** The receiver: absolute, http, https or mailto. Together with `kind` and the recording it identifies a queue. */
  readonly url: string;
  readonly event: RecordingEvent;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A notification of one receiver about one event of a recording. Times are epoch milliseconds. */
export interface Delivery extends NewDelivery {
  readonly state: DeliveryState;
  /** Attempts since it was made or replayed. */
  readonly attempts: number;
  /** Only of a pending one; absent while an earlier delivery of its queue is pending. */
  readonly nextAttemptAt?: number;
  /** When it was delivered or given up. */
  readonly endedAt?: number;
  /** HTTP status of the last answer; of a mail that was accepted, 250. */
  readonly lastStatus?: number;
  /** Why the last attempt failed, for people. */
  readonly lastError?: string;
}

/** The outcome of an attempt. */
export interface DeliveryOutcome {
  readonly state: DeliveryState;
  /** When the attempt ended. */
  readonly at: number;
  /** For `pending`: when to try again. */
  readonly nextAttemptAt?: number;
  readonly status?: number;
  readonly error?: string;
}

/**
 * The server that a delivery goes to; of mail, the one that takes ours. One that is down or slow delays only its own
 * deliveries.
 */
export function laneOf(url: string): string {
  const { origin, protocol } = new URL(url);
  return origin === 'null' ? protocol : origin;
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

/** The delivery given up without an attempt. @param error why, for people. */
export function abandoned(delivery: Delivery, at: number, error: string): Delivery {
  const { attempts } = delivery;
  return { ...afterAttempt(delivery, { state: 'dead', at, error }), attempts };
}

/** The delivery reset for a replay: pending, without attempts. */
export function replayed(delivery: Delivery): Delivery {
  const { endedAt: _ended, nextAttemptAt: _next, ...rest } = delivery;
  return { ...rest, state: 'pending', attempts: 0 };
}
