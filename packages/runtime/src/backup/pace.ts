import { setTimeout } from 'node:timers/promises';

/** Shorter waits are added up: timers are not that exact. */
const SHORTEST_WAIT_MS = 10;

/** Limits how fast bytes are copied, so that live recordings keep the disk that they need. */
export class Pace {
  readonly #bytesPerMs: number;
  readonly #now: () => number;
  /** When everything so far would have been copied at this rate, monotonic milliseconds. */
  #dueMs: number;

  /** @param now monotonic milliseconds. */
  constructor(bytesPerSecond: number, now: () => number = () => performance.now()) {
    this.#bytesPerMs = bytesPerSecond / 1000;
    this.#now = now;
    this.#dueMs = now();
  }

  /** Counts bytes. @returns how long to wait before they are copied, milliseconds. */
  spend(bytes: number): number {
    const now = this.#now();
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
      if (waitMs > 0) await setTimeout(waitMs, undefined, { signal });
      yield part;
    }
  }
}
