/** Audio and its place on the monotonic clock. */
export interface Stretch {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly startMs: number;
}

/** Takes a stretch that is in its place, after a gap of so long. */
export type Deliver = (stretch: Stretch, gapMs: number) => void;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Timestamps are this coarse: a difference of no more is none, milliseconds. */
const SLACK_MS = 9;
/** So much later audio may be there before what is missing before it is given up, milliseconds. */
const PATIENCE_MS = 200;
const MAX_EARLY = 50;
/** Gaps that late audio can still fill. */
const MAX_GAPS = 16;

/**
 * Puts stretches with timestamps in order. One that comes early is held for a short while, to see whether
 * what belongs before it follows; one that comes late goes where it was missed; one that comes twice is
 * left out.
 */
export class ReorderWindow {
  readonly #deliver: Deliver;
  #endMs: number | undefined;
  #early: Stretch[] = [];
  #gaps: Span[] = [];

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Takes the next stretch. Keeps a copy of the samples where it has to wait with them. */
  push(stretch: Stretch): void {
    const endMs = this.#endMs ?? stretch.startMs;
    if (stretch.startMs <= endMs + SLACK_MS) {
      this.#place(stretch);
      if (this.#early.length > 0) this.#drain();
      return;
    }
    this.#hold(stretch);
    while (this.#waitedEnough()) this.#giveUp();
  }

  /** Delivers what is held: nothing more will come, or somebody needs the track as it stands. */
  settle(): void {
    while (this.#giveUp()) {}
  }

  #place(stretch: Stretch): void {
    const { startMs } = stretch;
    const endMs = this.#endMs ?? startMs;
    if (startMs >= endMs - SLACK_MS) {
      this.#deliver(stretch, 0);
      this.#endMs = endOf(stretch);
      return;
    }
    const gap = this.#gaps.findIndex(
      ({ from, to }) => startMs >= from - SLACK_MS && endOf(stretch) <= to + SLACK_MS,
    );
    if (gap >= 0) this.#fill(gap, stretch);
    else if (endOf(stretch) > endMs + SLACK_MS) this.#place(tailOf(stretch, endMs));
  }

  #fill(index: number, stretch: Stretch): void {
    const [gap] = this.#gaps.splice(index, 1);
    this.#deliver(stretch, 0);
    if (gap === undefined) return;
    const rest = [
      { from: gap.from, to: stretch.startMs },
      { from: endOf(stretch), to: gap.to },
    ];
    this.#gaps.push(...rest.filter(({ from, to }) => to - from > SLACK_MS));
  }

  #hold(stretch: Stretch): void {
    const held = { ...stretch, samples: stretch.samples.slice() };
    const at = this.#early.findIndex(({ startMs }) => startMs > stretch.startMs);
    this.#early.splice(at < 0 ? this.#early.length : at, 0, held);
  }

  #waitedEnough(): boolean {
    const last = this.#early.at(-1);
    if (last === undefined) return false;
    return this.#early.length > MAX_EARLY || endOf(last) - (this.#endMs ?? 0) > PATIENCE_MS;
  }

  /** What is missing before the first held stretch will not come. @returns false when none is held. */
  #giveUp(): boolean {
    const first = this.#early.shift();
    if (first === undefined) return false;
    const from = this.#endMs ?? first.startMs;
    const gapMs = Math.max(0, first.startMs - from);
    this.#gaps.push({ from, to: first.startMs });
    if (this.#gaps.length > MAX_GAPS) this.#gaps.shift();
    this.#deliver(first, gapMs);
    this.#endMs = endOf(first);
    this.#drain();
    return true;
  }

  /** Delivers what no longer has anything missing before it. */
  #drain(): void {
    for (;;) {
      const [first] = this.#early;
      if (first === undefined || first.startMs > (this.#endMs ?? 0) + SLACK_MS) return;
      this.#early.shift();
      this.#place(first);
    }
  }
}

function endOf({ samples, sampleRateHz, startMs }: Stretch): number {
  return startMs + (samples.length * 1000) / sampleRateHz;
}

/** The part from `ms` on. */
function tailOf({ samples, sampleRateHz, startMs }: Stretch, ms: number): Stretch {
  const cut = Math.ceil(((ms - startMs) * sampleRateHz) / 1000);
  return {
    samples: samples.subarray(cut),
    sampleRateHz,
    startMs: startMs + (cut * 1000) / sampleRateHz,
  };
}
