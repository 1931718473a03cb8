import { type ResamplerKernel, resamplerKernel } from './resampler-kernel.ts';

/** Least room for input, in kernel lengths: the fewer moves of what is kept, the more of it. */
const BUFFER_KERNELS = 8;

/**
 * Changes the sample rate of one channel of a stream, piece by piece. Linear phase and without
 * delay: output sample k is the sound at k / toHz seconds of the input, and after {@link flush} the
 * output is as long as the input, `round(inputSamples * toHz / fromHz)`, however it was cut into
 * pieces. Flat within 0.1 dB up to 0.9 of the lower Nyquist frequency; aliases and images are down
 * by more than 70 dB.
 */
export class Resampler {
  readonly #kernel: ResamplerKernel;
  /** Input that output still depends on, and the fill of the buffer that holds it. */
  #buffer: Float64Array;
  #fill = 0;
  /** Where in the buffer the next output's first tap lies, and the next output's phase. */
  #start = 0;
  #phase = 0;
  #received = 0;
  #produced = 0;

  /** @throws RangeError when a rate is none of `SAMPLE_RATES_HZ`. */
  constructor(fromHz: number, toHz: number) {
    this.#kernel = resamplerKernel(fromHz, toHz);
    this.#buffer = new Float64Array(BUFFER_KERNELS * this.#kernel.taps);
    this.#rewind();
  }

  /** What can be made of the input so far and was not returned before. The result is the caller's. */
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

  /** The end of the output. Afterwards another stream may begin. */
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

  /** The stream begins after half a kernel of silence, so that the filter has no delay. */
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

/** Sums in four lanes, so that an addition need not wait for the one before it. */
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
