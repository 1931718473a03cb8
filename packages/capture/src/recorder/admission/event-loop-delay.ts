import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Measures how late this process runs its events. */
export interface LoopDelayProbe {
  /**
   * How long something that came at a random moment since the last call had to wait for the event loop, on average,
   * milliseconds.
   */
  take(): number;
  close(): void;
}

/** How often the loop is asked to be on time, milliseconds. */
const RESOLUTION_MS = 10;

/**
 * The delay of this process's event loop as a mean over time. Node's histogram holds the intervals between the runs
 * of a timer. A mean over these samples hides a stall among many short ones, and shows nothing but stalls when the
 * loop is busy throughout, because a stall of any length is one sample. What comes at a random moment meets an
 * interval in proportion to its length, and waits half of it: E[d²] / 2 E[d], of which the timer itself
 * is half its period. A loop that stands still for 500 ms of a second is 120 ms late, one that stands still
 * four times for 100 ms is 18 ms late.
 */
export class EventLoopDelay implements LoopDelayProbe {
  readonly #intervals: ReturnType<typeof monitorEventLoopDelay>;

  constructor() {
    this.#intervals = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#intervals.enable();
  }

  take(): number {
    const { mean, stddev } = this.#intervals;
    this.#intervals.reset();
    return meanWaitMs(mean / 1e6, stddev / 1e6);
  }

  close(): void {
    this.#intervals.disable();
  }
}

/** The mean wait for a timer of {@link RESOLUTION_MS}, from mean and deviation of its intervals; without any, 0. */
export function meanWaitMs(meanMs: number, deviationMs: number): number {
  if (Number.isNaN(meanMs) || meanMs === 0) return 0;
  const waitMs = (meanMs ** 2 + deviationMs ** 2) / (2 * meanMs);
  return Math.max(0, waitMs - RESOLUTION_MS / 2);
}
