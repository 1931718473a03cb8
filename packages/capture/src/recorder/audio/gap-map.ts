import type { Gap, TrackName } from '@tricord/core';

/** Length of the frames in which a gap is counted, milliseconds. */
const FRAME_MS = 20;
/** Beyond this many gaps, further ones lengthen the last: the map stays readable and bounded. */
const MAX_GAPS = 1000;

/** Collects what a recording missed. */
export class GapMap {
  readonly #gaps: Gap[] = [];

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** Notes a gap; one that touches the last of its kind lengthens it. */
  add(offsetMs: number, lengthMs: number, reason: Gap['reason'], track?: TrackName): void {
    if (lengthMs <= 0) return;
    const last = this.#gaps.at(-1);
    const touches =
      last !== undefined &&
      last.reason === reason &&
      last.track === track &&
      offsetMs - (last.offsetMs + last.lengthMs) < FRAME_MS;
    if (last !== undefined && (touches || this.#gaps.length >= MAX_GAPS)) {
      this.#gaps[this.#gaps.length - 1] = gap(
        last.offsetMs,
        last.lengthMs + lengthMs,
        last.reason,
        last.track,
      );
      return;
    }
    this.#gaps.push(gap(offsetMs, lengthMs, reason, track));
  }
}

function gap(offsetMs: number, lengthMs: number, reason: Gap['reason'], track?: TrackName): Gap {
  return {
    offsetMs: Math.round(offsetMs),
    lengthMs: Math.round(lengthMs),
    expectedFrames: Math.max(1, Math.round(lengthMs / FRAME_MS)),
    receivedFrames: 0,
    reason,
    ...(track === undefined ? {} : { track }),
  };
}
