import { JITTER_MS, LATENESS_MS, TIMESTAMP_SLACK_MS } from '../timing.ts';

/** Audio and its position on the monotonic clock. */
export interface Stretch {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly startMs: number;
}

/** Takes audio that is in its place, after a gap of so long. */
export type Deliver = (
  samples: Int16Array,
  sampleRateHz: number,
  startMs: number,
  gapMs: number,
) => void;

/** The outcome of a stretch. */
export type Placement =
  /** Placed, or held until it is clear what comes before it. */
  | 'taken'
  /** Dropped: other audio is at its position. A duplicate, too late, or with a wrong timestamp. */
  | 'known'
  /** Dropped: it overlaps other audio, so its timestamp is wrong. */
  | 'overlaps';

/** What comes twice has the same timestamp twice; this is for calculating with fractions, milliseconds. */
const SAME_MS = 0.01;
/** Stretches that wait beyond this number give up what is missing before them. */
const MAX_EARLY = 500;
/** The end of a track without audio. A number, because V8 allocates for a field that may be undefined. */
const NONE = Number.NEGATIVE_INFINITY;

/**
 * Reorders stretches with timestamps. One that is early is held until the audio before it arrives or would be too
 * late; one whose position is taken is dropped. What comes first on a track is held for {@link JITTER_MS}: audio from
 * before it may still arrive, or show that it was late.
 */
export class ReorderWindow {
  readonly #deliver: Deliver;
  #endMs = NONE;
  #early: Stretch[] = [];
  /** Until when the first audio is held. */
  #holdUntilMs = NONE;

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Start of the audio that is held, or undefined when none is. */
  get heldFromMs(): number | undefined {
    return this.#early[0]?.startMs;
  }

  /** End of the audio that is held, or undefined when none is. */
  get heldUntilMs(): number | undefined {
    const last = this.#early.at(-1);
    return last && endOf(last);
  }

  /** Takes the next stretch, which arrived at `nowMs`. Keeps a copy of the samples where it has to wait with them. */
  push(samples: Int16Array, sampleRateHz: number, startMs: number, nowMs: number): Placement {
    if (this.#endMs === NONE) this.#holdFirst(nowMs);
    const follows =
      startMs >= this.#endMs - TIMESTAMP_SLACK_MS && startMs <= this.#endMs + TIMESTAMP_SLACK_MS;
    if (follows && this.#early.length === 0) {
      // Nearly all audio, so that no object is made for it.
      this.#place(samples, sampleRateHz, startMs);
      return 'taken';
    }
    const stretch = { samples, sampleRateHz, startMs };
    const placement = this.#judge(stretch);
    if (placement !== 'taken') return placement;
    if (follows) {
      this.#place(samples, sampleRateHz, startMs);
      this.#drain();
      return 'taken';
    }
    this.#hold(stretch);
    while (this.#isLongEnough()) this.#giveUp();
    return 'taken';
  }

  /** Notes that the track has audio until `endMs` that did not come this way. */
  skipTo(endMs: number): void {
    if (endMs > this.#endMs) this.#endMs = endMs;
  }

  /** Moves what is held by that much: it was spoken earlier than it had seemed. */
  shift(ms: number): void {
    this.#early = this.#early.map((held) => ({ ...held, startMs: held.startMs + ms }));
  }

  /** Gives up what would come too late by now: what belongs before the first audio, or before audio that is that old. */
  advance(nowMs: number): void {
    if (this.#endMs === NONE && nowMs >= this.#holdUntilMs) this.#giveUp();
    for (let first = this.#early[0]; first !== undefined; first = this.#early[0]) {
      if (nowMs - first.startMs <= LATENESS_MS) return;
      this.#giveUp();
    }
  }

  /** Delivers what is held: nothing more will come, or somebody needs the track as it stands. */
  settle(): void {
    while (this.#early.length > 0) this.#giveUp();
  }

  /** What {@link settle} would deliver now; everything is held on. */
  *pending(): Generator<readonly [stretch: Stretch, gapMs: number]> {
    let endMs = this.#endMs;
    for (const stretch of this.#early) {
      const gapMs = endMs === NONE ? 0 : Math.max(0, stretch.startMs - endMs);
      yield [stretch, gapMs > TIMESTAMP_SLACK_MS ? gapMs : 0];
      endMs = endOf(stretch);
    }
  }

  /** Begins to hold a track's first audio, or ends that. */
  #holdFirst(nowMs: number): void {
    if (this.#early.length === 0) this.#holdUntilMs = nowMs + JITTER_MS;
    else if (nowMs >= this.#holdUntilMs) this.#giveUp();
  }

  #judge(stretch: Stretch): Placement {
    const { startMs } = stretch;
    const untilMs = endOf(stretch);
    for (const held of this.#early) {
      const isBefore = untilMs <= held.startMs + TIMESTAMP_SLACK_MS;
      const isAfter = startMs >= endOf(held) - TIMESTAMP_SLACK_MS;
      if (isBefore || isAfter) continue;
      const isWithin = startMs >= held.startMs - SAME_MS && untilMs <= endOf(held) + SAME_MS;
      return isWithin ? 'known' : 'overlaps';
    }
    if (startMs >= this.#endMs - TIMESTAMP_SLACK_MS) return 'taken';
    return untilMs <= this.#endMs + SAME_MS ? 'known' : 'overlaps';
  }

  #place(samples: Int16Array, sampleRateHz: number, startMs: number): void {
    this.skipTo(startMs + (samples.length * 1000) / sampleRateHz);
    this.#deliver(samples, sampleRateHz, startMs, 0);
  }

  #hold(stretch: Stretch): void {
    const held = { ...stretch, samples: stretch.samples.slice() };
    const at = this.#early.findIndex(({ startMs }) => startMs > stretch.startMs);
    this.#early.splice(at < 0 ? this.#early.length : at, 0, held);
  }

  /** So much has come after it that what is missing would be too late on the source's own clock, too. */
  #isLongEnough(): boolean {
    const [first] = this.#early;
    const last = this.#early.at(-1);
    if (first === undefined || last === undefined) return false;
    return this.#early.length > MAX_EARLY || endOf(last) - first.startMs > LATENESS_MS;
  }

  /** What is missing before the first held stretch will not come. */
  #giveUp(): void {
    const first = this.#early.shift();
    if (first === undefined) return;
    const { samples, sampleRateHz, startMs } = first;
    const gapMs = this.#endMs === NONE ? 0 : Math.max(0, startMs - this.#endMs);
    this.#deliver(samples, sampleRateHz, startMs, gapMs);
    this.skipTo(endOf(first));
    this.#drain();
  }

  /** Delivers what no longer has anything missing before it. */
  #drain(): void {
    for (;;) {
      const [first] = this.#early;
      if (first === undefined || first.startMs > this.#endMs + TIMESTAMP_SLACK_MS) return;
      this.#early.shift();
      this.#place(first.samples, first.sampleRateHz, first.startMs);
    }
  }
}

function endOf({ samples, sampleRateHz, startMs }: Stretch): number {
  return startMs + (samples.length * 1000) / sampleRateHz;
}
