import type { Delivery, DeliveryAnswer, DeliveryOutcome } from '@tricord/core';

export interface RetryOptions {
  /** A delivery is dead after this many attempts. */
  readonly maxAttempts: number;
  /** The wait between the first two attempts; each further wait is twice as long. */
  readonly firstRetryMs: number;
  /** The longest wait. */
  readonly maxRetryMs: number;
}

/** Jitter of the waits, so that deliveries that failed together are not retried together. */
const JITTER = 0.2;

/** 410 Gone: the receiver wants no more of these (Standard Webhooks, "Considerations"). */
const GONE = 410;

/** Decides the outcome of an attempt: delivered, retried or dead. */
export class Retries {
  readonly #options: RetryOptions;
  readonly #random: () => number;

  /** @param random returns 0 to 1. */
  constructor(options: RetryOptions, random: () => number) {
    this.#options = options;
    this.#random = random;
  }

  /** @param at when the attempt ended, epoch milliseconds. */
  judge(
    { attempts }: Pick<Delivery, 'attempts'>,
    answer: DeliveryAnswer,
    at: number,
  ): DeliveryOutcome {
    const facts = factsOf(answer);
    if (facts.error === undefined) return { state: 'delivered', at, ...facts };
    const final = answer.type === 'error' ? answer.refused : answer.status === GONE;
    if (final || attempts + 1 >= this.#options.maxAttempts) return { state: 'dead', at, ...facts };
    const waitMs = Math.max(this.#waitMs(attempts), this.#askedFor(answer, at));
    return { state: 'pending', at, nextAttemptAt: at + waitMs, ...facts };
  }

  #waitMs(attempts: number): number {
    const { firstRetryMs, maxRetryMs } = this.#options;
    const waitMs = Math.min(firstRetryMs * 2 ** attempts, maxRetryMs);
    return Math.round(waitMs * (1 + JITTER * (2 * this.#random() - 1)));
  }

  /** The receiver's `Retry-After` (RFC 9110, 10.2.3), limited. */
  #askedFor(answer: DeliveryAnswer, at: number): number {
    const text = answer.type === 'status' ? answer.retryAfter : undefined;
    if (text === undefined) return 0;
    const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - at;
    return Number.isNaN(waitMs) ? 0 : Math.min(Math.max(0, waitMs), this.#options.maxRetryMs);
  }
}

function factsOf(answer: DeliveryAnswer): { status?: number; error?: string } {
  if (answer.type === 'error') return { error: answer.message };
  const { status } = answer;
  if (status >= 200 && status < 300) return { status };
  const redirect = status >= 300 && status < 400;
  const error = `It answered ${status}${redirect ? ': only redirects by 307 and 308 with a Location are followed' : ''}`;
  return { status, error };
}
