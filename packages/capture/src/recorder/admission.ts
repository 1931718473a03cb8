import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '@tricord/core';

/** Measures how late this process runs its events. */
export interface LoopDelayProbe {
  /** Mean delay since the last call of this, milliseconds. */
  take(): number;
  close(): void;
}

/** How often the delay is sampled, milliseconds. */
const RESOLUTION_MS = 10;

/** The delay of this process's event loop. */
export class EventLoopDelay implements LoopDelayProbe {
  readonly #histogram: ReturnType<typeof monitorEventLoopDelay>;

  constructor() {
    this.#histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#histogram.enable();
  }

  take(): number {
    const { mean } = this.#histogram;
    this.#histogram.reset();
    return Number.isNaN(mean) ? 0 : Math.max(0, mean / 1e6 - RESOLUTION_MS);
  }

  close(): void {
    this.#histogram.disable();
  }
}

/** After a bad sign, nothing new is taken for so long, milliseconds. */
const CLOSED_MS = 5000;

/**
 * Decides whether one more recording would hurt the ones that are live. It closes when the event
 * loop runs late (its mean delay, so that a single pause does not count) or when audio had to be dropped,
 * and opens again after five good seconds.
 */
export class Admission {
  readonly #clock: Clock;
  readonly #probe: LoopDelayProbe;
  readonly #limitMs: number;
  #closedUntilMs = Number.NEGATIVE_INFINITY;
  #delayMs = 0;

  constructor(clock: Clock, probe: LoopDelayProbe, limitMs: number) {
    this.#clock = clock;
    this.#probe = probe;
    this.#limitMs = limitMs;
  }

  /** The delay when it was last measured, milliseconds. */
  get delayMs(): number {
    return this.#delayMs;
  }

  get limitMs(): number {
    return this.#limitMs;
  }

  get isOpen(): boolean {
    return this.#clock.monotonicMs() >= this.#closedUntilMs;
  }

  /** Looks at the delay since the last time; called about once a second. */
  measure(): void {
    this.#delayMs = this.#probe.take();
    if (this.#delayMs > this.#limitMs) this.#shut();
  }

  /** Audio had to be dropped because the disk or the process could not follow. */
  dropped(): void {
    this.#shut();
  }

  close(): void {
    this.#probe.close();
  }

  #shut(): void {
    this.#closedUntilMs = this.#clock.monotonicMs() + CLOSED_MS;
  }
}
