import type { Clock } from '@tricord/core';

const WINDOW_MS = 1000;

/** Detects events that exceed a rate per second. */
export class FloodGuard {
  readonly #most: number;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  #windowEndsMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(most: number, clock: Pick<Clock, 'monotonicMs'>) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Counts an event. @returns whether it exceeds the rate. */
  note(): boolean {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs >= this.#windowEndsMs) {
      this.#windowEndsMs = nowMs + WINDOW_MS;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#most;
  }
}
