import { JOURNALED_EVENTS } from '@tricord/core';
import { parseNetwork, webhookKey } from '@tricord/webhooks';
import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** An absolute URL that requests are sent to. */
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a URL of http: or https:' });

/** Where clients reach the APIs: a URL to which paths are appended. */
export const baseUrl = httpUrl
  .refine((url) => !/[?#]/.test(url), 'must not have a query or a fragment')
  .transform((url) => url.replace(/\/+$/, ''));

const checked = (check: (value: string) => unknown) =>
  z.string().superRefine((value, context) => {
    try {
      check(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });

/** A network such as 10.1.0.0/16, or one address. */
export const network = checked(parseNetwork);

const endpoint = z.strictObject({
  url: httpUrl,
  /** Name or id of the account whose recordings it is notified about; all accounts if not set. */
  account: z.string().min(1).exactOptional(),
  /** Signs requests, so it cannot be stored as a hash. */
  secret: checked(webhookKey),
  events: z.array(z.enum(JOURNALED_EVENTS)).min(1).exactOptional(),
});

/** Receivers of recording events, and how often to try. */
export const webhooks = z.strictObject({
  allowPrivate: z.array(network).default([]),
  endpoints: z.array(endpoint).default([]),
  timeoutMs: z.int().min(100).max(120_000).default(10_000),
  maxAttempts: z.int().min(1).max(1000).default(16),
  firstRetryMs: z.int().min(100).default(5000),
  maxRetryMs: z
    .int()
    .min(100)
    .default(6 * HOUR_MS),
  concurrency: z.int().min(1).max(1000).default(64),
  perServer: z.int().min(1).max(1000).default(4),
  keepDeliveredMs: z
    .int()
    .min(0)
    .default(24 * HOUR_MS),
  keepDeadMs: z
    .int()
    .min(0)
    .default(30 * 24 * HOUR_MS),
});
