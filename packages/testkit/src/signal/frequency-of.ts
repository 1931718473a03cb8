import { at, powerOfTwo, transform } from './fourier.ts';

/** Length of an analyzed segment: about a second at 8 kHz. */
const MAX_SEGMENT = 8192;

/**
 * The strongest frequency in hertz; 0 for silence. A constant offset is ignored. For a steady tone of at least a tenth of a
 * second it is exact to about 0.1 Hz, even with noise and pauses.
 *
 * The power spectra of overlapping segments are summed (Welch's method) and the peak is
 * interpolated.
 */
export function frequencyOf(samples: ArrayLike<number>, sampleRateHz: number): number {
  const power = powerSpectrum(samples);
  let peak = 0;
  for (let bin = 1; bin < power.length; bin += 1) {
    if (at(power, bin) > at(power, peak)) peak = bin;
  }
  if (at(power, peak) < Number.EPSILON) return 0;
  return ((peak + offsetOfPeak(power, peak)) * sampleRateHz) / (2 * power.length);
}

function powerSpectrum(samples: ArrayLike<number>): Float64Array {
  const segment = Math.max(1, Math.min(samples.length, MAX_SEGMENT));
  const hop = Math.ceil(segment / 2);
  // Padded to at least twice its length, so that a peak is wide enough for interpolation.
  const size = powerOfTwo(2 * Math.max(segment, MAX_SEGMENT));
  const power = new Float64Array(size / 2);
  for (let start = 0; start + segment <= samples.length; start += hop) {
    const re = windowed(samples, start, segment, size);
    const im = new Float64Array(size);
    transform({ re, im });
    for (let bin = 0; bin < power.length; bin += 1) {
      power[bin] = at(power, bin) + at(re, bin) ** 2 + at(im, bin) ** 2;
    }
  }
  return power;
}

/** One segment without its mean, with a Hann window. */
function windowed(
  samples: ArrayLike<number>,
  start: number,
  length: number,
  size: number,
): Float64Array<ArrayBuffer> {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += at(samples, start + i);
  const mean = sum / length;
  const out = new Float64Array(size);
  for (let i = 0; i < length; i += 1) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length);
    out[i] = (at(samples, start + i) - mean) * weight;
  }
  return out;
}

/** The interpolated peak: the vertex of a parabola through the logarithms of three bins. */
function offsetOfPeak(power: Float64Array, peak: number): number {
  const [left, middle, right] = [peak - 1, peak, peak + 1].map((bin) =>
    Math.log(at(power, bin) + Number.MIN_VALUE),
  ) as [number, number, number];
  const curvature = left - 2 * middle + right;
  return curvature === 0 ? 0 : (0.5 * (left - right)) / curvature;
}
