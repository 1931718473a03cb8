import type { Clock } from './ports/clock.ts';

/** How far the clocks may drift apart: corrections of the time of day are smaller, and so is what they may delete. */
const TOLERANCE_MS = 10 * 60_000;

/**
 * Whether the time of day can be believed by whoever deletes what is old: as long as it runs like the monotonic clock.
 * Once it has jumped, forward or back, it is not believed until it is right again or the process restarts.
 */
export class ClockWatch {
  readonly #clock: Pick<Clock, 'now' | 'monotonicMs'>;
  readonly #apartMs: number;

  constructor(clock: Pick<Clock, 'now' | 'monotonicMs'>) {
    this.#clock = clock;
    this.#apartMs = clock.now() - clock.monotonicMs();
  }

  /** By how much the time of day has jumped, milliseconds; negative: back; 0: it can be believed. */
  get jumpMs(): number {
    const jump = this.#clock.now() - this.#clock.monotonicMs() - this.#apartMs;
    return Math.abs(jump) > TOLERANCE_MS ? Math.round(jump) : 0;
  }
}
