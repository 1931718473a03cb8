import type { Clock } from '@tricord/core';
import { Counter, type Registry } from 'prom-client';
import { sharedMetric } from './shared-metric.ts';

/** A limit on the rate of requests. */
export interface RateLimit {
  /** On average. 0: no limit. */
  readonly perSecond: number;
  /** Maximum number of requests at once. */
  readonly burst: number;
}

export interface RateLimiterOptions {
  /** Label in metrics. */
  readonly dialect: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Where refusals are counted; several dialects may share it. */
  readonly metrics?: Registry;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

type Label = 'dialect' | 'account';

/**
 * A token bucket for each key: it holds `burst` requests and refills at `perSecond`. Keys are never
 * removed, so they must come from the configuration and not from clients.
 */
export class RateLimiter {
  readonly #dialect: string;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #buckets = new Map<string, Bucket>();
  readonly #refused: Counter<Label> | undefined;

  constructor({ dialect, clock, metrics }: RateLimiterOptions) {
    this.#dialect = dialect;
    this.#clock = clock;
    this.#refused = metrics && refusals(metrics);
  }

  /**
   * Counts one request of the account. Returns undefined or, if it exceeds the limit, after how many
   * seconds (1 or more) to retry.
   * @param key identifies the bucket.
   */
  refuse(account: string, key: string, limit: RateLimit): number | undefined {
    if (limit.perSecond === 0) return undefined;
    const now = this.#clock.monotonicMs();
    const bucket = this.#buckets.get(key) ?? this.#open(account, key, limit, now);
    const gained = ((now - bucket.filledAtMs) * limit.perSecond) / 1000;
    bucket.tokens = Math.min(limit.burst, bucket.tokens + gained);
    bucket.filledAtMs = now;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return undefined;
    }
    this.#refused?.inc({ dialect: this.#dialect, account });
    return Math.max(1, Math.ceil((1 - bucket.tokens) / limit.perSecond));
  }

  #open(account: string, key: string, { burst }: RateLimit, now: number): Bucket {
    const bucket = { tokens: burst, filledAtMs: now };
    this.#buckets.set(key, bucket);
    // Counted from the first request on, not from the first refusal.
    this.#refused?.inc({ dialect: this.#dialect, account }, 0);
    return bucket;
  }
}

function refusals(registry: Registry): Counter<Label> {
  return sharedMetric(
    registry,
    'http_requests_refused_total',
    (name) =>
      new Counter({
        name,
        help: 'HTTP requests refused because their account exceeded its rate limit (429).',
        labelNames: ['dialect', 'account'],
        registers: [registry],
      }),
  );
}
