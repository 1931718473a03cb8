import type { Clock } from '@tricord/core';

/** Shorter waits are added up: timers are not that exact. */
const SHORTEST_WAIT_MS = 10;

type PaceClock = Pick<Clock, 'monotonicMs' | 'after'>;

/** Unlike the clock of a server, it keeps the process alive. */
const REAL_TIME: PaceClock = {
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Limits how fast bytes are copied, so that live recordings keep the disk that they need. */
export class Pace {
  readonly #bytesPerMs: number;
  readonly #clock: PaceClock;
  /** When everything so far would have been copied at this rate, monotonic milliseconds. */
  #dueMs: number;

  constructor(bytesPerSecond: number, clock: PaceClock = REAL_TIME) {
    this.#bytesPerMs = bytesPerSecond / 1000;
    this.#clock = clock;
    this.#dueMs = clock.monotonicMs();
  }

  /** Counts bytes. @returns how long to wait before they are copied, milliseconds. */
  spend(bytes: number): number {
    const now = this.#clock.monotonicMs();
    // Time that was not used is not made up for.
    this.#dueMs = Math.max(this.#dueMs, now) + bytes / this.#bytesPerMs;
    const waitMs = this.#dueMs - now;
    return waitMs < SHORTEST_WAIT_MS ? 0 : waitMs;
  }

  /** Yields what `source` yields, no faster. Throws once the signal aborts. */
  async *through(
    source: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    for await (const part of source) {
      signal.throwIfAborted();
      const waitMs = this.spend(part.length);
      if (waitMs > 0) await this.#wait(waitMs, signal);
      yield part;
    }
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        timer.cancel();
        reject(signal.reason);
      };
      const timer = this.#clock.after(ms, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}
