import type { Gap, Recording, TrackName } from '@tricord/core';
import { coarsenGaps, gapOf, MAX_GAPS, type Missing } from './coarsen-gaps.ts';

/** Tolerance for rounding errors; far less than a sample. */
const ROUNDING_MS = 0.001;

/** Collects the gaps of a recording. Offsets count from an arbitrary instant, until {@link since} converts them. */
export class GapMap {
  #gaps: Missing[] = [];
  /** Index of the last gap of each kind. */
  readonly #last = new Map<string, number>();

  /**
   * The gaps of a recording that starts `startMs` after offset 0 and is `recordedMs` long; gaps outside of it are
   * left out.
   */
  since(startMs = 0, recordedMs = Number.POSITIVE_INFINITY): readonly Gap[] {
    return this.#gaps
      .map((missing) => {
        const offsetMs = Math.max(0, missing.offsetMs - startMs);
        const endMs = Math.min(missing.offsetMs + missing.lengthMs - startMs, recordedMs);
        const lengthMs = endMs - offsetMs;
        return { ...missing, offsetMs, lengthMs, missingMs: Math.min(missing.missingMs, lengthMs) };
      })
      .filter(({ lengthMs }) => lengthMs > 0)
      .sort((a, b) => a.offsetMs - b.offsetMs)
      .map(gapOf);
  }

  /** Adds a gap, or extends the last of its kind if adjacent. Too many make the map {@link coarsenGaps | coarser}. */
  add(offsetMs: number, lengthMs: number, reason: Gap['reason'], track?: TrackName): void {
    if (lengthMs <= 0) return;
    const kind = `${reason} ${track}`;
    const index = this.#last.get(kind) ?? this.#gaps.length;
    const last = this.#gaps[index];
    const touches =
      last !== undefined && Math.abs(offsetMs - (last.offsetMs + last.lengthMs)) <= ROUNDING_MS;
    if (last !== undefined && touches) {
      const missingMs = last.missingMs + lengthMs;
      this.#gaps[index] = { ...last, lengthMs: last.lengthMs + lengthMs, missingMs };
      return;
    }
    this.#last.set(kind, this.#gaps.length);
    this.#gaps.push({ offsetMs, lengthMs, missingMs: lengthMs, reason, track });
    if (this.#gaps.length <= MAX_GAPS) return;
    this.#gaps = coarsenGaps(this.#gaps);
    this.#last.clear();
    for (const [at, gap] of this.#gaps.entries()) this.#last.set(`${gap.reason} ${gap.track}`, at);
  }
}

/** The gap map of a recording, including what it missed before its first sample. */
export function withMissedStart({ missed }: Recording, gaps: readonly Gap[]): readonly Gap[] {
  if (missed === undefined) return gaps;
  const { lengthMs, reason } = missed;
  const front = gapOf({ offsetMs: 0, lengthMs, missingMs: lengthMs, reason, track: undefined });
  return [front, ...gaps];
}
