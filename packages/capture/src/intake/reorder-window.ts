import { LATENESS_MS, TIMESTAMP_SLACK_MS } from '../timing.ts';

/** Audio and its place on the monotonic clock. */
export interface Stretch {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly startMs: number;
}

/** Takes a stretch that is in its place, after a gap of so long. */
export type Deliver = (stretch: Stretch, gapMs: number) => void;

/** Stretches that wait beyond this number give up what is missing before them. */
const MAX_EARLY = 500;

/**
 * Puts stretches with timestamps in order. One that comes early is held until what belongs before it has come,
 * or would come too late; what comes later than that, or twice, is left out.
 */
export class ReorderWindow {
  readonly #deliver: Deliver;
  #endMs: number | undefined;
  #early: Stretch[] = [];

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Takes the next stretch. Keeps a copy of the samples where it has to wait with them. */
  push(stretch: Stretch): void {
    const endMs = this.#endMs ?? stretch.startMs;
    if (stretch.startMs <= endMs + TIMESTAMP_SLACK_MS) {
      this.#place(stretch);
      if (this.#early.length > 0) this.#drain();
      return;
    }
    this.#hold(stretch);
    while (this.#isLongEnough()) this.#giveUp();
  }

  /** Gives up what would come too late by now: what belongs before audio that is that old. */
  advance(nowMs: number): void {
    for (let first = this.#early[0]; first !== undefined; first = this.#early[0]) {
      if (nowMs - first.startMs <= LATENESS_MS) return;
      this.#giveUp();
    }
  }

  /** Delivers what is held: nothing more will come, or somebody needs the track as it stands. */
  settle(): void {
    while (this.#early.length > 0) this.#giveUp();
  }

  #place(stretch: Stretch): void {
    const { startMs } = stretch;
    const endMs = this.#endMs ?? startMs;
    if (startMs >= endMs - TIMESTAMP_SLACK_MS) {
      this.#endMs = endOf(stretch);
      this.#deliver(stretch, 0);
    } else if (endOf(stretch) > endMs + TIMESTAMP_SLACK_MS) {
      this.#place(tailOf(stretch, endMs));
    }
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
    this.#deliver(first, Math.max(0, first.startMs - (this.#endMs ?? first.startMs)));
    this.#endMs = endOf(first);
    this.#drain();
  }

  /** Delivers what no longer has anything missing before it. */
  #drain(): void {
    for (;;) {
      const [first] = this.#early;
      if (first === undefined || first.startMs > (this.#endMs ?? 0) + TIMESTAMP_SLACK_MS) return;
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
