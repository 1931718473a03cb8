import type { Delivery } from '../delivery.ts';
import type { RecordingEvent } from '../events.ts';

/** A request to a receiver. */
export interface DeliveryRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, http or https. Credentials in it are sent as Basic authentication. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Further headers that depend on the URL, such as its signature. Called for each URL that is requested: `url`, and
   * those that redirects lead to.
   * @param url as the receiver sees it: without credentials and fragment.
   */
  readonly headersFor?: (url: string) => Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The outcome of an attempt to deliver. */
export type DeliveryAnswer =
  /** `retryAfter`: as the header of that name. */
  | { readonly type: 'status'; readonly status: number; readonly retryAfter?: string }
  /** No usable response. `refused`: another attempt would not help. */
  | { readonly type: 'error'; readonly message: string; readonly refused: boolean };

/** A kind of notification that makes its attempts itself, not by HTTP: mail. */
export interface DirectDeliveryKind {
  /** Stored in the catalog; must not change once released. */
  readonly name: string;
  /** The receivers to notify about this event, as URLs. Rejects only while they cannot be looked up: it is asked again. */
  targets(event: RecordingEvent): Promise<readonly string[]>;
  /**
   * Makes one attempt. Undefined if the receiver is no longer to be notified.
   * @param signal gives up; the result does not count then.
   */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<DeliveryAnswer | undefined>;
}

/**
 * A kind of notification about recordings: a dialect's callbacks, or webhooks. Pure: the outbox stores the deliveries
 * and sends the requests.
 */
export interface DeliveryKind {
  /** Stored in the catalog; must not change once released. */
  readonly name: string;
  /** The URLs to notify about this event. */
  targets(event: RecordingEvent): readonly string[];
  /**
   * The signed request of one attempt. Undefined if the receiver is no longer to be notified.
   * @param now when the attempt is made, epoch milliseconds.
   */
  request(delivery: Delivery, now: number): DeliveryRequest | undefined;
}
