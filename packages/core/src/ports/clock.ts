/** A timer that somebody owns. Cancelling twice, or after it fired, is harmless. */
export interface Timer {
  cancel(): void;
}

/** Time, so that tests can hold it in their hands. */
export interface Clock {
  /** The present instant, epoch milliseconds. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since some fixed start; never goes back. For measuring, not for showing. */
  monotonicMs(): number;
  /** Calls `run` once, `delayMs` from now. The timer alone does not keep the process alive. */
  after(delayMs: number, run: () => void): Timer;
  /** Calls `run` every `intervalMs`. The timer alone does not keep the process alive. */
  every(intervalMs: number, run: () => void): Timer;
}
