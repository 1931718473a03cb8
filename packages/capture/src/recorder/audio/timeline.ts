import { clipTo, mixInto } from '@tricord/audio';

/** Smallest window, samples a channel: half a second at 8 kHz. */
const INITIAL_CAPACITY = 4096;

/**
 * The unsettled part of a recording: audio is mixed in at any position, and taken out in order.
 * Positions count samples of each channel; unwritten parts are silence.
 */
export class Timeline {
  readonly channels: 1 | 2;
  /** Everything before this position has been taken, or cannot be written. */
  #base = 0;
  /** Where the audio starts: at 0, or at the earliest position written before the first take. */
  #start = 0;
  #taken = false;
  /** End of the written audio. */
  #end = Number.NEGATIVE_INFINITY;
  #capacity = INITIAL_CAPACITY;
  #sums: Int32Array[];

  constructor(channels: 1 | 2) {
    this.channels = channels;
    this.#sums = Array.from({ length: channels }, () => new Int32Array(INITIAL_CAPACITY));
  }

  /** Lets audio start at a position before 0. Must be called before anything is written. */
  openFrom(position: number): void {
    this.#base = Math.min(0, position);
  }

  /** Everything before this position has been taken. */
  get base(): number {
    return this.#base;
  }

  /** The position of the first sample: 0 or before; final once some audio has been taken. */
  get start(): number {
    return this.#start;
  }

  /** End of the written audio; {@link start} if there is none. */
  get end(): number {
    return Math.max(this.#end, this.#start);
  }

  /** Length of the written audio, taken or not, samples. */
  get length(): number {
    return this.end - this.#start;
  }

  /**
   * Mixes `samples` into a channel.
   * @returns how many samples came too late: their place had already been taken.
   */
  add(channel: number, at: number, samples: Int16Array): number {
    const late = Math.min(Math.max(0, this.#base - at), samples.length);
    const rest = late === 0 ? samples : samples.subarray(late);
    if (rest.length === 0) return late;
    const from = at + late;
    this.#extend(from, from + rest.length);
    const sum = this.#sums[channel];
    if (sum !== undefined) mixInto(sum, from - this.#base, rest);
    return late;
  }

  /** Extends the recording to `end`, with silence where nothing is written. */
  extendTo(end: number): void {
    if (end > this.end) this.#extend(this.#start, end);
  }

  /** Takes everything before `until` out, interleaved and clipped to 16 bits. */
  take(until: number): Int16Array {
    const to = Math.min(until, this.#end);
    if (to <= this.#start) return new Int16Array(0);
    if (!this.#taken) this.#drop(this.#start - this.#base);
    this.#taken = true;
    const frames = to - this.#base;
    if (frames <= 0) return new Int16Array(0);
    const output = this.#output(frames);
    this.#drop(frames);
    return output;
  }

  #extend(from: number, to: number): void {
    if (!this.#taken) this.#start = Math.min(this.#start, from);
    this.#end = Math.max(this.#end, to);
    const needed = this.#end - this.#base;
    if (needed > this.#capacity) this.#grow(needed);
  }

  /** Drops this many samples of each channel. */
  #drop(frames: number): void {
    const rest = Math.max(0, this.#end - this.#base - frames);
    for (const sum of this.#sums) {
      sum.copyWithin(0, frames, frames + rest);
      sum.fill(0, rest, rest + frames);
    }
    this.#base += frames;
  }

  #output(frames: number): Int16Array {
    const output = new Int16Array(frames * this.channels);
    const [left, right] = this.#sums;
    if (left === undefined) return output;
    if (right === undefined) {
      clipTo(left, 0, frames, output, 0);
      return output;
    }
    for (let i = 0; i < frames; i++) {
      output[2 * i] = clip(left[i] ?? 0);
      output[2 * i + 1] = clip(right[i] ?? 0);
    }
    return output;
  }

  #grow(needed: number): void {
    while (this.#capacity < needed) this.#capacity *= 2;
    this.#sums = this.#sums.map((sum) => {
      const larger = new Int32Array(this.#capacity);
      larger.set(sum);
      return larger;
    });
  }
}

function clip(sample: number): number {
  return sample > 32_767 ? 32_767 : sample < -32_768 ? -32_768 : sample;
}
