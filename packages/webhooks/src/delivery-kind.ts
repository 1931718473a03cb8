import type { Delivery, RecordingEvent } from '@tricord/core';

/** What is sent to a receiver. */
export interface DeliveryRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, http or https. A user name and password in it are sent as Basic authentication. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A way to tell somebody of recordings: a dialect's callbacks, or webhooks. Pure: the outbox keeps
 * the deliveries and sends the requests.
 */
export interface DeliveryKind {
  /** Stands in the catalog; never changed once released. */
  readonly name: string;
  /** The URLs that are to be told of this event. */
  targets(event: RecordingEvent): readonly string[];
  /**
   * The request of one attempt, signed. Undefined when nobody is to be told any more.
   * @param now when the attempt is made, epoch milliseconds.
   */
  request(delivery: Delivery, now: number): DeliveryRequest | undefined;
}
