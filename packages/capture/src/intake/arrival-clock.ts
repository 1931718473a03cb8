/** How audio without timestamps is put in its place. */
export interface ArrivalClockOptions {
  /** A stretch that comes later than this looks as if audio before it were missing. */
  readonly toleranceMs: number;
  /** How long such audio is held to see whether the rest catches up. */
  readonly patienceMs: number;
}

export const DEFAULT_ARRIVAL_OPTIONS: ArrivalClockOptions = { toleranceMs: 100, patienceMs: 400 };

/** What to do with a stretch that has just arrived. */
export type Arrival =
  /** It follows on what came before. */
  | 'follows'
  /** Too late to tell: hold it, and everything after it, until the clock decides. */
  | 'hold'
  /** What was held, and this, follow on after all: the network stalled and has caught up. */
  | 'caught-up'
  /** Audio is missing before the first held stretch. */
  | 'gap';

/**
 * Tells late audio from lost audio, for a track whose source gives no timestamps.
 *
 * Stretches are laid end to end. One that arrives much later than the end of the last may have been
 * delayed (the network stalled, and a burst follows) or be the first after a silence that was never
 * sent. The difference only shows in what follows: a burst catches up with the clock, a resumed
 * stream stays late. Until that is clear, audio is held; then it is laid on without a gap, or
 * after a gap as long as the delay that remained.
 *
 * A source that runs ahead of the clock (a file played faster than real time) is never held back.
 */
export class ArrivalClock {
  readonly #options: ArrivalClockOptions;
  #endMs: number | undefined;
  #heldSinceMs: number | undefined;
  #heldMs = 0;
  #leastLagMs = 0;

  constructor(options: ArrivalClockOptions = DEFAULT_ARRIVAL_OPTIONS) {
    this.#options = options;
  }

  /** End of the audio placed so far, or undefined before the first. */
  get endMs(): number | undefined {
    return this.#endMs;
  }

  /** Judges a stretch of `durationMs` whose last sample has arrived at `nowMs`. */
  arrive(durationMs: number, nowMs: number): Arrival {
    this.#endMs ??= nowMs - durationMs;
    const lagMs = nowMs - (this.#endMs + this.#heldMs + durationMs);
    if (this.#heldSinceMs === undefined) {
      if (lagMs <= this.#options.toleranceMs) return 'follows';
      this.#heldSinceMs = nowMs;
      this.#leastLagMs = lagMs;
    }
    this.#leastLagMs = Math.min(this.#leastLagMs, lagMs);
    if (lagMs <= this.#options.toleranceMs) return 'caught-up';
    if (nowMs - this.#heldSinceMs >= this.#options.patienceMs) return 'gap';
    this.#heldMs += durationMs;
    return 'hold';
  }

  /**
   * Decides about what is held when nothing more will come, or must be waited for.
   * @returns the gap before it, 0 when nothing is held.
   */
  settle(): number {
    return this.#heldSinceMs === undefined ? 0 : this.#leastLagMs;
  }

  /**
   * Lays a stretch on, `gapMs` after what came before.
   * @returns when its first sample was spoken, milliseconds on the clock of the arrivals.
   */
  place(durationMs: number, gapMs = 0): number {
    const startMs = (this.#endMs ?? 0) + gapMs;
    this.#endMs = startMs + durationMs;
    return startMs;
  }

  /** Moves the end of the audio so far: the source's clock and ours have drifted apart. */
  move(ms: number): void {
    if (this.#endMs !== undefined) this.#endMs += ms;
  }

  /** Notes a stretch that lies where its source says it belongs. */
  placeAt(startMs: number, durationMs: number): void {
    this.#endMs = Math.max(this.#endMs ?? startMs, startMs + durationMs);
  }

  /** Forgets what was held: it has been placed. */
  release(): void {
    this.#heldSinceMs = undefined;
    this.#heldMs = 0;
  }
}
