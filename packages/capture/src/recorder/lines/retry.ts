import type { Clock, Timer } from '@tricord/core';
import type { CaptureMetrics } from '../../metrics.ts';

/** Waits that get longer, each twice as long as the one before. */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  #nextMs: number;

  constructor({ firstMs, maxMs }: { firstMs: number; maxMs: number }) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
    this.#nextMs = firstMs;
  }

  /** The next wait, milliseconds. */
  next(): number {
    const ms = this.#nextMs;
    this.#nextMs = Math.min(2 * ms, this.#maxMs);
    return ms;
  }

  reset(): void {
    this.#nextMs = this.#firstMs;
  }
}

export interface RetryDeps {
  readonly clock: Clock;
  readonly metrics: CaptureMetrics;
}

/** The next attempt for a call, which counts as waiting from a first failure until one has worked. */
export class Retry {
  readonly #deps: RetryDeps;
  #timer: Timer | undefined;
  #isWaiting = false;

  constructor(deps: RetryDeps) {
    this.#deps = deps;
  }

  /** Whether nothing has worked since an attempt failed. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Runs the next attempt after so many milliseconds, in place of one that was to come. */
  after(delayMs: number, run: () => void): void {
    this.cancel();
    this.#count(true);
    this.#timer = this.#deps.clock.after(delayMs, run);
  }

  /** Takes back the attempt that was to come; the call still waits. */
  cancel(): void {
    this.#timer?.cancel();
  }

  /** It has worked, or is not wanted any more. */
  done(): void {
    this.cancel();
    this.#count(false);
  }

  #count(isWaiting: boolean): void {
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    this.#deps.metrics.callsWaiting.inc({ mode: 'automatic' }, isWaiting ? 1 : -1);
  }
}
