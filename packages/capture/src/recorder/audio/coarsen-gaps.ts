import type { Gap, TrackName } from '@tricord/core';
import { PTIME_MS } from '../../timing.ts';

/** A gap map that grows beyond this is made coarser, to stay readable and bounded. */
export const MAX_GAPS = 1000;

/** A stretch of a recording with missing audio, unrounded. */
export interface Missing extends Pick<Gap, 'offsetMs' | 'lengthMs' | 'reason'> {
  /** How much of it is missing: all of it, unless nearby gaps were joined. */
  readonly missingMs: number;
  readonly track: TrackName | undefined;
}

/**
 * Joins the closest gaps of the same reason and track, until there are half of {@link MAX_GAPS}. A joined gap
 * reaches from the start of its first to the end of its last, and keeps how much of that is missing.
 */
export function coarsenGaps(gaps: readonly Missing[]): Missing[] {
  const kinds = new Map<string, Missing[]>();
  for (const gap of gaps.toSorted((a, b) => a.offsetMs - b.offsetMs)) {
    const kind = `${gap.reason} ${gap.track}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), gap]);
  }
  const distances = [...kinds.values()]
    .flatMap((kind) => kind.slice(1).map((gap, at) => ({ gap, ms: distance(kind[at], gap) })))
    .sort((a, b) => a.ms - b.ms);
  const nearest = distances.slice(0, Math.max(0, gaps.length - MAX_GAPS / 2));
  const joins = new Set(nearest.map(({ gap }) => gap));
  const coarse: Missing[] = [];
  for (const kind of kinds.values()) {
    for (const gap of kind) {
      const last = coarse.at(-1);
      if (last !== undefined && joins.has(gap)) coarse[coarse.length - 1] = joined(last, gap);
      else coarse.push(gap);
    }
  }
  return coarse;
}

/** A gap in the recording's form; the part of a joined gap that is not missing counts as received frames. */
export function gapOf({ offsetMs, lengthMs, missingMs, reason, track }: Missing): Gap {
  const expectedFrames = Math.max(1, Math.round(lengthMs / PTIME_MS));
  const receivedMs = lengthMs - missingMs;
  return {
    offsetMs: Math.round(offsetMs),
    lengthMs: Math.round(lengthMs),
    expectedFrames,
    // Rounded down, so that the missing part is never understated.
    receivedFrames: Math.min(expectedFrames - 1, Math.floor(receivedMs / PTIME_MS)),
    reason,
    ...(track === undefined ? {} : { track }),
  };
}

/** Concatenates two gap maps; `earlier` comes first in the recording. */
export function joinGapMaps(earlier: readonly Gap[], later: readonly Gap[]): readonly Gap[] {
  const all = [...earlier, ...later];
  if (all.length <= MAX_GAPS) return all;
  return coarsenGaps(all.map(missingOf))
    .sort((a, b) => a.offsetMs - b.offsetMs)
    .map(gapOf);
}

function missingOf({ offsetMs, lengthMs, receivedFrames, reason, track }: Gap): Missing {
  const missingMs = Math.max(0, lengthMs - receivedFrames * PTIME_MS);
  return { offsetMs, lengthMs, missingMs, reason, track };
}

function distance(before: Missing | undefined, { offsetMs }: Missing): number {
  return before === undefined ? 0 : offsetMs - (before.offsetMs + before.lengthMs);
}

function joined(first: Missing, second: Missing): Missing {
  const firstEnd = first.offsetMs + first.lengthMs;
  const endMs = Math.max(firstEnd, second.offsetMs + second.lengthMs);
  const lengthMs = endMs - first.offsetMs;
  return { ...first, lengthMs, missingMs: Math.min(lengthMs, first.missingMs + second.missingMs) };
}
