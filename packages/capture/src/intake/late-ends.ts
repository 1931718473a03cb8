import type { Clock, Timer } from '@tricord/core';
import { Backoff } from '../backoff.ts';

/** The waits between attempts, milliseconds. */
const BETWEEN_ATTEMPTS = { firstMs: 250, maxMs: 10_000 };

interface LateEnd {
  readonly waits: Backoff;
  timer: Timer | undefined;
}

/** Sessions that are over, and whose end the catalog could not take yet: it is tried again until it can. */
export class LateEnds {
  readonly #clock: Clock;
  readonly #ends = new Map<string, LateEnd>();
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the end of that session is still to be noted. */
  has(id: string): boolean {
    return this.#ends.has(id);
  }

  /** Runs `attempt` every so often until it resolves, the session is back, or {@link close}. */
  add(id: string, attempt: () => Promise<void>): void {
    if (this.#isClosed) return;
    const end: LateEnd = { waits: new Backoff(BETWEEN_ATTEMPTS), timer: undefined };
    this.#ends.set(id, end);
    this.#schedule(id, end, attempt);
  }

  /** The session is back, and not over any more. */
  delete(id: string): void {
    this.#ends.get(id)?.timer?.cancel();
    this.#ends.delete(id);
  }

  /** Tries no more: what is left is for the next start. */
  close(): void {
    this.#isClosed = true;
    for (const id of this.#ends.keys()) this.delete(id);
  }

  #schedule(id: string, end: LateEnd, attempt: () => Promise<void>): void {
    end.timer = this.#clock.after(end.waits.next(), () => {
      attempt().then(
        () => {
          if (this.#ends.get(id) === end) this.#ends.delete(id);
        },
        () => {
          if (this.#ends.get(id) === end) this.#schedule(id, end, attempt);
        },
      );
    });
  }
}
