import { clipTo, mixInto } from '@tricord/audio';

/** Smallest window, samples a channel: half a second at 8 kHz. */
const INITIAL_CAPACITY = 4096;

/**
 * The part of a recording that is not yet settled: audio is mixed in wherever it belongs, and taken
 * out in order. Positions count samples of each channel from the recording's start; what nobody
 * wrote is silence.
 */
export class Timeline {
  readonly channels: 1 | 2;
  /** Everything before this position has been taken. */
  #base = 0;
  /** End of the audio that was written. */
  #end = 0;
  #capacity = INITIAL_CAPACITY;
  #sums: Int32Array[];

  constructor(channels: 1 | 2) {
    this.channels = channels;
    this.#sums = Array.from({ length: channels }, () => new Int32Array(INITIAL_CAPACITY));
  }

  get base(): number {
    return this.#base;
  }

  get end(): number {
    return this.#end;
  }

  /**
   * Mixes `samples` into a channel.
   * @returns how many of them came too late: their place had been taken already.
   */
  add(channel: number, at: number, samples: Int16Array): number {
    const late = Math.min(Math.max(0, this.#base - at), samples.length);
    const rest = late === 0 ? samples : samples.subarray(late);
    const from = at + late;
    this.extendTo(from + rest.length);
    const sum = this.#sums[channel];
    if (sum !== undefined && rest.length > 0) mixInto(sum, from - this.#base, rest);
    return late;
  }

  /** Makes the recording reach `end`, with silence where nothing is written. */
  extendTo(end: number): void {
    if (end <= this.#end) return;
    this.#end = end;
    const needed = end - this.#base;
    if (needed > this.#capacity) this.#grow(needed);
  }

  /** Takes everything before `until` out, interleaved and clipped to 16 bits. */
  take(until: number): Int16Array {
    const frames = Math.min(until, this.#end) - this.#base;
    if (frames <= 0) return new Int16Array(0);
    const output = this.#output(frames);
    const rest = this.#end - this.#base - frames;
    for (const sum of this.#sums) {
      sum.copyWithin(0, frames, frames + rest);
      sum.fill(0, rest, rest + frames);
    }
    this.#base += frames;
    return output;
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
