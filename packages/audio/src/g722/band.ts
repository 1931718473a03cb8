import { INVERSE_LOG } from './tables.ts';

/** What differs between the two bands. */
export interface BandParameters {
  /** Of the scale factor, at the start. */
  readonly scale: number;
  /** The largest logarithmic scale factor. */
  readonly maxLog: number;
  /** Shift of the inverse logarithm. */
  readonly shift: number;
}

export const LOW_BAND: BandParameters = { scale: 32, maxLog: 18_432, shift: 8 };
export const HIGH_BAND: BandParameters = { scale: 8, maxLog: 22_528, shift: 10 };

/** Limits a value to 16 bits. */
export function saturate(value: number): number {
  return value > 0x7fff ? 0x7fff : value < -0x8000 ? -0x8000 : value;
}

/**
 * The adaptive state of one band: its scale factor and its predictor of two poles and six zeros (ITU-T G.722, 3.5, 3.6
 * and 6.2.1). Encoder and decoder have the same.
 */
export class Band {
  readonly #parameters: BandParameters;
  #log = 0;
  #scale: number;
  #prediction = 0;
  #zeroPrediction = 0;
  /** Newest first: reconstructed signals, partially reconstructed ones, and differences. */
  readonly #reconstructed = new Int32Array(2);
  readonly #partial = new Int32Array(2);
  readonly #differences = new Int32Array(6);
  readonly #poles = new Int32Array(2);
  readonly #zeros = new Int32Array(6);

  constructor(parameters: BandParameters) {
    this.#parameters = parameters;
    this.#scale = parameters.scale;
  }

  /** The quantizer's scale factor. */
  get scale(): number {
    return this.#scale;
  }

  /** The predicted signal. */
  get prediction(): number {
    return this.#prediction;
  }

  /** Adapts to a sample. @param multiplier the scale factor's, for the sample's code. */
  adapt(difference: number, multiplier: number): void {
    this.#adaptScale(multiplier);
    const partial = saturate(this.#zeroPrediction + difference);
    this.#adaptPoles(partial);
    this.#adaptZeros(difference);
    shift(this.#reconstructed, saturate(this.#prediction + difference));
    shift(this.#partial, partial);
    shift(this.#differences, difference);
    this.#predict();
  }

  /** LOGSCL or LOGSCH, and SCALEL or SCALEH. */
  #adaptScale(multiplier: number): void {
    const { maxLog, shift: by } = this.#parameters;
    const log = ((this.#log * 127) >> 7) + multiplier;
    this.#log = Math.max(0, Math.min(maxLog, log));
    const mantissa = INVERSE_LOG[(this.#log >> 6) & 31] as number;
    const right = by - (this.#log >> 11);
    this.#scale = (right < 0 ? mantissa << -right : mantissa >> right) << 2;
  }

  /** UPPOL2 and UPPOL1. */
  #adaptPoles(partial: number): void {
    const [first, second] = this.#poles as unknown as [number, number];
    const [before, beforeThat] = this.#partial as unknown as [number, number];
    const same = partial < 0 === before < 0;
    const four = saturate(first << 2);
    const drift = saturate(same ? -four : four) >> 7;
    const sign = partial < 0 === beforeThat < 0 ? 128 : -128;
    const newSecond = limit(sign + drift + ((second * 32_512) >> 15), 12_288);
    const step = (same ? 192 : -192) + ((first * 32_640) >> 15);
    this.#poles[0] = limit(saturate(step), 15_360 - newSecond);
    this.#poles[1] = newSecond;
  }

  /** UPZERO. */
  #adaptZeros(difference: number): void {
    const step = difference === 0 ? 0 : 128;
    for (let i = 0; i < 6; i += 1) {
      const same = (this.#differences[i] as number) < 0 === difference < 0;
      const leaked = ((this.#zeros[i] as number) * 32_640) >> 15;
      this.#zeros[i] = saturate((same ? step : -step) + leaked);
    }
  }

  /** FILTEP, FILTEZ and PREDIC. */
  #predict(): void {
    let poles = 0;
    for (let i = 0; i < 2; i += 1) {
      poles +=
        ((this.#poles[i] as number) * saturate((this.#reconstructed[i] as number) * 2)) >> 15;
    }
    let zeros = 0;
    for (let i = 5; i >= 0; i -= 1) {
      zeros += ((this.#zeros[i] as number) * saturate((this.#differences[i] as number) * 2)) >> 15;
    }
    this.#zeroPrediction = saturate(zeros);
    this.#prediction = saturate(saturate(poles) + this.#zeroPrediction);
  }
}

function shift(values: Int32Array, newest: number): void {
  values.copyWithin(1, 0);
  values[0] = newest;
}

function limit(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
