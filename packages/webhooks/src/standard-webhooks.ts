import { createHmac } from 'node:crypto';
import type {
  Current,
  Delivery,
  DeliveryKind,
  DeliveryRequest,
  JournaledEventType,
  RecordingEvent,
} from '@tricord/core';

/** A receiver that is notified about all recordings, or those of one account. */
export interface WebhookEndpoint {
  /** Undefined: all accounts. */
  readonly accountId?: string;
  readonly url: string;
  /** `whsec_` and the key in base64. */
  readonly secret: string;
  /** Undefined: all journaled events. */
  readonly events?: readonly JournaledEventType[];
}

const SECRET_PREFIX = 'whsec_';

/**
 * The key of a secret.
 * @throws Error when it is not `whsec_` followed by 24 to 64 bytes in base64, as the specification requires.
 */
export function webhookKey(secret: string): Buffer {
  const text = secret.slice(SECRET_PREFIX.length);
  const key = Buffer.from(text, 'base64');
  const intact = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  if (!secret.startsWith(SECRET_PREFIX) || !intact || key.length < 24 || key.length > 64) {
    throw new Error('must be whsec_ and 24 to 64 bytes in base64');
  }
  return key;
}

/** The name of webhooks' deliveries. */
export const WEBHOOK_KIND = 'webhook';

/**
 * Webhooks according to https://www.standardwebhooks.com (specification 1.0): JSON of type, timestamp
 * and data; `webhook-id` is the same in each attempt; `webhook-signature` is the HMAC-SHA256 of
 * id, timestamp and body, joined by periods.
 */
export class StandardWebhooks implements DeliveryKind {
  readonly name = WEBHOOK_KIND;
  readonly #endpoints: Current<readonly WebhookEndpoint[]>;
  readonly #dataOf: (event: RecordingEvent) => unknown;

  /** @param dataOf returns the `data` for an event. */
  constructor(
    endpoints: Current<readonly WebhookEndpoint[]>,
    dataOf: (event: RecordingEvent) => unknown,
  ) {
    this.#endpoints = endpoints;
    this.#dataOf = dataOf;
  }

  targets(event: RecordingEvent): readonly string[] {
    return [...new Set(this.#interested(event).map(({ url }) => url))];
  }

  request({ id, url, event }: Delivery, now: number): DeliveryRequest | undefined {
    const endpoint = this.#interested(event).find((one) => one.url === url);
    if (endpoint === undefined) return undefined;
    const body = JSON.stringify({
      type: event.type,
      timestamp: new Date(event.at).toISOString(),
      data: this.#dataOf(event),
    });
    const timestamp = Math.floor(now / 1000);
    const signature = createHmac('sha256', webhookKey(endpoint.secret))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': `v1,${signature}`,
      },
      body,
    };
  }

  #interested({ accountId, type }: RecordingEvent): readonly WebhookEndpoint[] {
    return this.#endpoints.value.filter(
      (endpoint) =>
        (endpoint.accountId === undefined || endpoint.accountId === accountId) &&
        (endpoint.events === undefined || endpoint.events.some((wanted) => wanted === type)),
    );
  }
}
