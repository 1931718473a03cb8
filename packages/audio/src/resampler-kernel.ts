/** Rates that audio can be resampled between. */
export const SAMPLE_RATES_HZ = [
  8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000,
] as const;

/** The filter of one pair of rates, one row of coefficients for each phase. */
export interface ResamplerKernel {
  /** toHz / fromHz in lowest terms is up / down. */
  readonly up: number;
  readonly down: number;
  /** Coefficients per phase; a multiple of 4. */
  readonly taps: number;
  /** `up` rows of `taps`; each row adds up to 1. */
  readonly coefficients: Float64Array;
}

/** Attenuation of the stop band, dB. */
const STOP_BAND_DB = 79;
/** The transition band runs from this fraction of the lower Nyquist frequency to 1. */
const PASS_BAND = 0.9;

/** Kernels are shared: at most one per pair of rates. */
const kernels = new Map<string, ResamplerKernel>();

/** @throws RangeError when a rate is not one of {@link SAMPLE_RATES_HZ}. */
export function resamplerKernel(fromHz: number, toHz: number): ResamplerKernel {
  const key = `${fromHz} ${toHz}`;
  const known = kernels.get(key);
  if (known !== undefined) return known;
  for (const rate of [fromHz, toHz]) {
    if (!(SAMPLE_RATES_HZ as readonly number[]).includes(rate)) {
      throw new RangeError(`Cannot resample audio of ${rate} Hz`);
    }
  }
  const kernel = design(fromHz, toHz);
  kernels.set(key, kernel);
  return kernel;
}

/** A sinc under a Kaiser window: J. F. Kaiser, Nonrecursive digital filter design, 1974. */
function design(fromHz: number, toHz: number): ResamplerKernel {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  // Frequencies as fractions of the input's Nyquist frequency.
  const lowest = Math.min(1, toHz / fromHz);
  const cutoff = ((1 + PASS_BAND) / 2) * lowest;
  const transition = (1 - PASS_BAND) * lowest;
  const length = (STOP_BAND_DB - 7.95) / (2.285 * Math.PI * transition);
  const taps = 4 * Math.ceil(length / 4);
  const beta = 0.1102 * (STOP_BAND_DB - 8.7);

  const coefficients = new Float64Array(up * taps);
  for (let phase = 0; phase < up; phase += 1) {
    const row = new Float64Array(taps);
    let sum = 0;
    for (let i = 0; i < taps; i += 1) {
      const time = phase / up + taps / 2 - 1 - i;
      row[i] = sinc(cutoff * time) * kaiser(time / (taps / 2), beta);
      sum += row[i] as number;
    }
    for (let i = 0; i < taps; i += 1) coefficients[phase * taps + i] = (row[i] as number) / sum;
  }
  return { up, down, taps, coefficients };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The window at `x` from -1 to 1, without its constant factor. */
function kaiser(x: number, beta: number): number {
  return besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x)));
}

/** The modified Bessel function of order 0, by its power series. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
