import type { Gap, Recording, TrackName } from '@tricord/core';
import { PTIME_MS } from '../../timing.ts';

/** Beyond this many gaps, further ones lengthen the last: the map stays readable and bounded. */
const MAX_GAPS = 1000;
/** What arithmetic may be off by; far less than a sample. */
const ROUNDING_MS = 0.001;

/** A gap, exactly. */
interface Missing extends Pick<Gap, 'offsetMs' | 'lengthMs' | 'reason'> {
  readonly track: TrackName | undefined;
}

/** Collects what a recording missed. Offsets count from an instant of its own until {@link since} is asked. */
export class GapMap {
  readonly #gaps: Missing[] = [];
  /** Index of the last gap of each kind. */
  readonly #last = new Map<string, number>();

  /**
   * The gaps as a recording has them that starts `startMs` after offset 0 and is so long; what lies before and after it
   * is none of its own.
   */
  since(startMs = 0, recordedMs = Number.POSITIVE_INFINITY): readonly Gap[] {
    return this.#gaps
      .map((missing) => {
        const offsetMs = Math.max(0, missing.offsetMs - startMs);
        const endMs = Math.min(missing.offsetMs + missing.lengthMs - startMs, recordedMs);
        return { ...missing, offsetMs, lengthMs: endMs - offsetMs };
      })
      .filter(({ lengthMs }) => lengthMs > 0)
      .sort((a, b) => a.offsetMs - b.offsetMs)
      .map(gap);
  }

  /** Notes a gap; one that touches the last of its kind lengthens it. */
  add(offsetMs: number, lengthMs: number, reason: Gap['reason'], track?: TrackName): void {
    if (lengthMs <= 0) return;
    const kind = `${reason} ${track}`;
    const index = this.#last.get(kind) ?? this.#gaps.length;
    const last = this.#gaps[index];
    const touches =
      last !== undefined && Math.abs(offsetMs - (last.offsetMs + last.lengthMs)) <= ROUNDING_MS;
    if (last !== undefined && (touches || this.#gaps.length >= MAX_GAPS)) {
      this.#gaps[index] = { ...last, lengthMs: last.lengthMs + lengthMs };
      return;
    }
    this.#last.set(kind, this.#gaps.length);
    this.#gaps.push({ offsetMs, lengthMs, reason, track });
  }
}

/** The gap map of a recording, with what it missed before it began: before its first sample. */
export function withMissedStart({ missed }: Recording, gaps: readonly Gap[]): readonly Gap[] {
  return missed === undefined ? gaps : [gap({ ...missed, offsetMs: 0, track: undefined }), ...gaps];
}

function gap({ offsetMs, lengthMs, reason, track }: Missing): Gap {
  return {
    offsetMs: Math.round(offsetMs),
    lengthMs: Math.round(lengthMs),
    expectedFrames: Math.max(1, Math.round(lengthMs / PTIME_MS)),
    receivedFrames: 0,
    reason,
    ...(track === undefined ? {} : { track }),
  };
}
