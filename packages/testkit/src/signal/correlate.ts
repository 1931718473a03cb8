import { at, inverse, powerOfTwo, transform } from './fourier.ts';

/** The best match of two signals. */
export interface Correlation {
  /** From 0 (unrelated) to 1 (the same signal at any volume). */
  readonly value: number;
  /** The delay of `b` relative to `a`, in samples. */
  readonly lag: number;
}

/**
 * The largest normalized cross-correlation of two signals of one sample rate, over all lags up to
 * `maxLag` samples either way (default 4000, half a second at 8 kHz). Only the overlap counts, which must be at least half
 * of the shorter signal. Silence has no correlation with anything.
 */
export function correlate(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { maxLag = 4000 }: { readonly maxLag?: number } = {},
): Correlation {
  const left = withoutMean(a);
  const right = withoutMean(b);
  const products = crossProducts(left, right);
  const leftPower = runningPower(left);
  const rightPower = runningPower(right);
  const minOverlap = Math.max(1, Math.min(a.length, b.length) / 2);

  let best: Correlation = { value: 0, lag: 0 };
  for (let lag = -maxLag; lag <= maxLag; lag += 1) {
    const from = Math.max(0, -lag);
    const to = Math.min(a.length, b.length - lag);
    if (to - from < minOverlap) continue;
    const power =
      (at(leftPower, to) - at(leftPower, from)) *
      (at(rightPower, to + lag) - at(rightPower, from + lag));
    const product = at(products, lag < 0 ? products.length + lag : lag);
    // Lower power than one unit per signal is only rounding of the transform.
    const value = power < 1 ? 0 : product / Math.sqrt(power);
    if (value > best.value) best = { value, lag };
  }
  return best;
}

function withoutMean(samples: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += at(samples, i);
  const mean = samples.length === 0 ? 0 : sum / samples.length;
  return Float64Array.from(samples, (sample) => sample - mean);
}

/** The sum of `a[i] * b[i + lag]` at index `lag`; negative lags count from the end. */
function crossProducts(a: Float64Array, b: Float64Array): Float64Array {
  const size = powerOfTwo(a.length + b.length);
  const left = padded(a, size);
  const right = padded(b, size);
  transform(left);
  transform(right);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    re[i] = at(left.re, i) * at(right.re, i) + at(left.im, i) * at(right.im, i);
    im[i] = at(left.re, i) * at(right.im, i) - at(left.im, i) * at(right.re, i);
  }
  inverse({ re, im });
  return re;
}

function padded(samples: Float64Array, size: number) {
  const re = new Float64Array(size);
  re.set(samples);
  return { re, im: new Float64Array(size) };
}

/** The sum of the squares of all samples before index `i`. */
function runningPower(samples: Float64Array): Float64Array {
  const sums = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i += 1) sums[i + 1] = at(sums, i) + at(samples, i) ** 2;
  return sums;
}
