import type { Clock, Timer } from '@tricord/core';
import type { CaptureMetrics } from '../../metrics.ts';

export interface RetryDeps {
  readonly clock: Clock;
  readonly metrics: CaptureMetrics;
}

/** Schedules the next attempt for a session, which counts as waiting from a failure until an attempt succeeds. */
export class Retry {
  readonly #deps: RetryDeps;
  #timer: Timer | undefined;
  #isWaiting = false;

  constructor(deps: RetryDeps) {
    this.#deps = deps;
  }

  /** Whether no attempt has succeeded since one failed. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Schedules the next attempt, in milliseconds, replacing a pending one. */
  after(delayMs: number, run: () => void): void {
    this.cancel();
    this.#count(true);
    this.#timer = this.#deps.clock.after(delayMs, run);
  }

  /** Cancels the pending attempt; the session still counts as waiting. */
  cancel(): void {
    this.#timer?.cancel();
  }

  /** An attempt succeeded, or is no longer needed. */
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
