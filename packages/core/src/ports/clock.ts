/** A pending timer. Canceling it twice, or after it fired, is harmless. */
export interface Timer {
  cancel(): void;
}

/** The source of time, which tests control. */
export interface Clock {
  /** The current time, epoch milliseconds. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary start; never goes back. For measuring durations. */
  monotonicMs(): number;
  /** Calls `run` once, `delayMs` from now. The timer alone does not keep the process alive. */
  after(delayMs: number, run: () => void): Timer;
  /** Calls `run` every `intervalMs`. The timer alone does not keep the process alive. */
  every(intervalMs: number, run: () => void): Timer;
}
