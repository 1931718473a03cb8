import { type ResamplerKernel, resamplerKernel } from './resampler-kernel.ts';

/** Minimum size of the input buffer, in kernel lengths: a larger buffer moves its content less often. */
const BUFFER_KERNELS = 8;

/**
 * Converts the sample rate of one channel of a stream, chunk by chunk. Linear phase, without delay: output sample k is
 * the signal at k / toHz seconds of the input, and after {@link flush} the output is as long as the input,
 * `round(inputSamples * toHz / fromHz)`, whatever the size of the chunks. Flat within 0.1 dB up to 0.9 of the lower Nyquist frequency; aliases and images are down
 * by more than 70 dB.
 */
export class Resampler {
  readonly #kernel: ResamplerKernel;
  /** Input that output still depends on, and the fill of the buffer that holds it. */
  #buffer: Float64Array;
  #fill = 0;
  /** Buffer position of the next output's first tap, and that output's phase. */
  #start = 0;
  #phase = 0;
  #received = 0;
  #produced = 0;

  /** @throws RangeError when a rate is not one of `SAMPLE_RATES_HZ`. */
  constructor(fromHz: number, toHz: number) {
    this.#kernel = resamplerKernel(fromHz, toHz);
    this.#buffer = new Float64Array(BUFFER_KERNELS * this.#kernel.taps);
    this.#rewind();
  }

  /** Adds input and returns the output that is ready. The caller owns the result. */
  process(input: Int16Array): Int16Array {
    this.#received += input.length;
    if (this.#kernel.up === this.#kernel.down) {
      this.#produced += input.length;
      return Int16Array.from(input);
    }
    this.#append(input.length);
    this.#buffer.set(input, this.#fill - input.length);
    return this.#produce(Number.POSITIVE_INFINITY);
  }

  /** Returns the end of the output. Another stream may begin afterward. */
  flush(): Int16Array {
    const { up, down, taps } = this.#kernel;
    const left = Math.round((this.#received * up) / down) - this.#produced;
    if (left > 0) {
      this.#append(taps);
      this.#buffer.fill(0, this.#fill - taps, this.#fill);
    }
    const end = this.#produce(left);
    this.#rewind();
    return end;
  }

  /** Half a kernel of silence precedes the stream, so that the filter has no delay. */
  #rewind(): void {
    this.#fill = this.#kernel.taps / 2 - 1;
    this.#buffer.fill(0, 0, this.#fill);
    this.#start = 0;
    this.#phase = 0;
    this.#received = 0;
    this.#produced = 0;
  }

  /** Makes room for `count` more samples at the end of the buffer, and counts them as filled. */
  #append(count: number): void {
    if (this.#fill + count > this.#buffer.length) {
      const kept = this.#fill - Math.min(this.#start, this.#fill);
      const target =
        kept + count > this.#buffer.length ? new Float64Array(2 * (kept + count)) : this.#buffer;
      target.set(this.#buffer.subarray(this.#fill - kept, this.#fill));
      this.#start -= this.#fill - kept;
      this.#fill = kept;
      this.#buffer = target;
    }
    this.#fill += count;
  }

  #produce(limit: number): Int16Array {
    const { up, down, taps, coefficients } = this.#kernel;
    const lastStart = this.#fill - taps;
    const possible = Math.floor(((lastStart - this.#start + 1) * up - this.#phase - 1) / down) + 1;
    const output = new Int16Array(Math.max(0, Math.min(possible, limit)));
    const buffer = this.#buffer;
    let start = this.#start;
    let phase = this.#phase;
    for (let k = 0; k < output.length; k += 1) {
      const sum = dotProduct(coefficients, phase * taps, buffer, start, taps);
      output[k] = sum >= 0x7fff ? 0x7fff : sum <= -0x8000 ? -0x8000 : Math.round(sum);
      phase += down;
      start += Math.floor(phase / up);
      phase %= up;
    }
    this.#start = start;
    this.#phase = phase;
    this.#produced += output.length;
    return output;
  }
}

/** Uses four accumulators, so that additions do not wait for each other. */
function dotProduct(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  count: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < count; i += 4) {
    s0 += (a[aStart + i] as number) * (b[bStart + i] as number);
    s1 += (a[aStart + i + 1] as number) * (b[bStart + i + 1] as number);
    s2 += (a[aStart + i + 2] as number) * (b[bStart + i + 2] as number);
    s3 += (a[aStart + i + 3] as number) * (b[bStart + i + 3] as number);
  }
  return s0 + s1 + (s2 + s3);
}
