import { DRIFT_WINDOW_MS, UNPACED_MS } from '../timing.ts';

/**
 * Measures how far a track's position has drifted from the clock. Jitter only ever delays, so the minimum delay of the
 * last second or two is the actual drift: it grows if the source's clock is slow or audio is lost, and becomes negative
 * if the source's clock is fast.
 */
export class DriftMeter {
  #bucketEndsMs: number | undefined;
  #least = Number.POSITIVE_INFINITY;
  #leastBefore: number | undefined;
  #unpaced = false;

  /** Records that audio arrived `lagMs` after its position. */
  observe(lagMs: number, nowMs: number): void {
    if (lagMs < -UNPACED_MS) this.#unpaced = true;
    this.#bucketEndsMs ??= nowMs + DRIFT_WINDOW_MS;
    if (nowMs >= this.#bucketEndsMs) {
      this.#leastBefore = this.#least;
      this.#least = Number.POSITIVE_INFINITY;
      this.#bucketEndsMs = nowMs + DRIFT_WINDOW_MS;
    }
    this.#least = Math.min(this.#least, lagMs);
  }

  /**
   * The distance, milliseconds; positive: the track's position is too early. 0 until it is known, and
   * for a source that plays faster than real time.
   */
  get offsetMs(): number {
    if (this.#unpaced || this.#leastBefore === undefined) return 0;
    return Math.min(this.#least, this.#leastBefore);
  }

  /** The track was moved on by `ms`. */
  moved(ms: number): void {
    this.#least -= ms;
    if (this.#leastBefore !== undefined) this.#leastBefore -= ms;
  }
}
