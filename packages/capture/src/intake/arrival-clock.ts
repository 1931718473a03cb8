import { JITTER_MS, LATENESS_MS, PATIENCE_MS } from '../timing.ts';

/** What to do with a stretch that has just arrived. */
export type Arrival =
  /** It follows on what came before. */
  | 'follows'
  /** Too late to tell: hold it, and everything after it, until the clock decides. */
  | 'hold'
  /** What was held, and this, follow on after all: the network stalled and has caught up. */
  | 'caught-up';

interface Held {
  readonly durationMs: number;
  readonly arrivedMs: number;
}

/** The end of a track without audio. A number, because V8 allocates for a field that may be undefined. */
const NONE = Number.NEGATIVE_INFINITY;

/**
 * Tells late audio from lost audio, for a track whose source gives no timestamps.
 *
 * Stretches are laid end to end. One that arrives much later than the end of the last may have been
 * delayed (the network stalled, and a burst follows) or be the first after a silence that was never
 * sent. The difference only shows in what follows: a burst catches up with the clock, a resumed
 * stream stays late. Until that is clear, audio is held; then it is laid on without a gap, or
 * after the gap that remained.
 *
 * A source that runs ahead of the clock (a file played faster than real time) is never held back.
 */
export class ArrivalClock {
  #endMs = NONE;
  #held: Held[] = [];
  #heldMs = 0;
  /** Since when held audio has come without a break. */
  #steadySinceMs = 0;

  /** End of the audio placed so far, or undefined before the first. */
  get endMs(): number | undefined {
    return this.#endMs === NONE ? undefined : this.#endMs;
  }

  /** When the first held stretch arrived, or undefined when none is held. */
  get heldSinceMs(): number | undefined {
    return this.#held[0]?.arrivedMs;
  }

  /**
   * Whether what is held has waited long enough: {@link settle} it. That is soon where audio keeps coming and does not
   * catch up; where it stops coming, the network may have stalled once more.
   */
  isDue(nowMs: number): boolean {
    const [first] = this.#held;
    const last = this.#held.at(-1);
    if (first === undefined || last === undefined) return false;
    const steadyMs = nowMs - this.#steadySinceMs;
    if (nowMs - last.arrivedMs <= JITTER_MS && steadyMs >= PATIENCE_MS) return true;
    // Not amid a burst.
    return nowMs - first.arrivedMs >= LATENESS_MS && steadyMs >= JITTER_MS;
  }

  /** Judges a stretch of `durationMs` whose last sample has arrived at `nowMs`. */
  arrive(durationMs: number, nowMs: number): Arrival {
    if (this.#endMs === NONE) this.#endMs = nowMs - durationMs;
    const lagMs = nowMs - (this.#endMs + this.#heldMs + durationMs);
    const holding = this.#held.length > 0;
    if (lagMs <= JITTER_MS) return holding ? 'caught-up' : 'follows';
    const lastMs = this.#held.at(-1)?.arrivedMs ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs > JITTER_MS) this.#steadySinceMs = nowMs;
    this.#held.push({ durationMs, arrivedMs: nowMs });
    this.#heldMs += durationMs;
    return 'hold';
  }

  /**
   * Decides about what is held, and holds it no longer. Each stretch was spoken as late as its own arrival and
   * those after it allow; what is not further apart than jitter belongs together.
   * @returns the gap before each held stretch, in order.
   */
  settle(): readonly number[] {
    const gapsMs = this.gapsMs();
    this.release();
    return gapsMs;
  }

  /** What {@link settle} would answer now; everything is held on. */
  gapsMs(): readonly number[] {
    const held = this.#held;
    let latestMs = Number.POSITIVE_INFINITY;
    const starts = held
      .toReversed()
      .map(({ durationMs, arrivedMs }) => {
        latestMs = Math.min(arrivedMs, latestMs) - durationMs;
        return latestMs;
      })
      .toReversed();
    let endMs = this.#endMs;
    return held.map(({ durationMs }, index) => {
      const lagMs = (starts[index] ?? endMs) - endMs;
      const gapMs = lagMs > JITTER_MS ? lagMs : 0;
      endMs += gapMs + durationMs;
      return gapMs;
    });
  }

  /** What was held follows on without a gap: it is held no longer. */
  release(): void {
    this.#held = [];
    this.#heldMs = 0;
  }

  /**
   * Lays a stretch on, `gapMs` after what came before.
   * @returns when its first sample was spoken, milliseconds on the clock of the arrivals.
   */
  place(durationMs: number, gapMs = 0): number {
    const startMs = this.#endMs + gapMs;
    this.#endMs = startMs + durationMs;
    return startMs;
  }

  /** Moves the end of the audio so far: the source's clock and ours have drifted apart. */
  move(ms: number): void {
    this.#endMs += ms;
  }

  /** Notes a stretch that lies where its source says it belongs. */
  placeAt(startMs: number, durationMs: number): void {
    this.#endMs = Math.max(this.#endMs, startMs + durationMs);
  }
}
