import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Measures the delay of this process's event loop. */
export interface LoopDelayProbe {
  /**
   * The mean time in milliseconds that an event at a random moment since the last call had to wait for the event loop.
   */
  take(): number;
  close(): void;
}

/** Interval of the timer whose delays are measured. */
const RESOLUTION_MS = 10;

/**
 * The delay of this process's event loop as a mean over time. Node's histogram holds the intervals between the runs
 * of a timer. A mean over these samples would hide one stall among many short intervals, because a stall of any
 * length is one sample. An event at a random moment falls into an interval with a probability proportional to its
 * length, and waits for half of it: E[d²] / 2 E[d], of which half the timer's period is due to the timer
 * itself. A loop that blocks for 500 ms of a second is 120 ms late; one that blocks four times for 100 ms is 18 ms late.
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

/** The mean wait, from the mean and the standard deviation of a {@link RESOLUTION_MS} timer's intervals; 0 without any. */
export function meanWaitMs(meanMs: number, deviationMs: number): number {
  if (Number.isNaN(meanMs) || meanMs === 0) return 0;
  const waitMs = (meanMs ** 2 + deviationMs ** 2) / (2 * meanMs);
  return Math.max(0, waitMs - RESOLUTION_MS / 2);
}
