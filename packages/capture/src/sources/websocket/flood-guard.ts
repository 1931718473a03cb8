import type { Clock } from '@tricord/core';

const WINDOW_MS = 1000;
/** Messages that carry less than this are small, milliseconds of audio. */
const SMALL_MS = 2;
/** So many small messages in one window are a flood: no call needs a tenth of them. */
const MAX_SMALL = 2000;

/**
 * Tells a peer that sends a flood of messages with next to nothing in them from one that sends audio,
 * however fast.
 */
export class FloodGuard {
  #windowEndsMs = Number.NEGATIVE_INFINITY;
  #small = 0;

  /** Notes a message. @returns whether this one makes it a flood. */
  note(audioMs: number, clock: Pick<Clock, 'monotonicMs'>): boolean {
    if (audioMs >= SMALL_MS) return false;
    const nowMs = clock.monotonicMs();
    if (nowMs >= this.#windowEndsMs) {
      this.#windowEndsMs = nowMs + WINDOW_MS;
      this.#small = 0;
    }
    this.#small += 1;
    return this.#small > MAX_SMALL;
  }
}
