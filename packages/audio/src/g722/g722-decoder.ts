import { Band, HIGH_BAND, LOW_BAND, saturate } from './band.ts';
import {
  HIGH_MULTIPLIERS,
  HIGH_OUTPUTS,
  LOW_MULTIPLIERS,
  LOW_OUTPUTS_4,
  LOW_OUTPUTS_6,
  QMF,
} from './tables.ts';

/** Decodes G.722 of 64 kbit/s (ITU-T G.722, mode 1) to 16 kHz: two samples for a byte. */
export class G722Decoder {
  readonly #low = new Band(LOW_BAND);
  readonly #high = new Band(HIGH_BAND);
  /** Sums and differences of the last 12 samples of both bands. */
  readonly #history = new Int32Array(24);

  decode(bytes: Uint8Array): Int16Array {
    const samples = new Int16Array(bytes.length * 2);
    for (let i = 0; i < bytes.length; i += 1) this.#decode(bytes[i] as number, samples, 2 * i);
    return samples;
  }

  #decode(code: number, output: Int16Array, at: number): void {
    const low = this.#decodeLow(code & 0x3f);
    const high = this.#decodeHigh(code >> 6);
    const history = this.#history;
    history.copyWithin(0, 2);
    history[22] = low + high;
    history[23] = low - high;
    let [first, second] = [0, 0];
    for (let i = 0; i < 12; i += 1) {
      second += (history[2 * i] as number) * (QMF[i] as number);
      first += (history[2 * i + 1] as number) * (QMF[11 - i] as number);
    }
    output[at] = saturate(first >> 11);
    output[at + 1] = saturate(second >> 11);
  }

  #decodeLow(code: number): number {
    const { scale, prediction } = this.#low;
    const sample = prediction + ((scale * (LOW_OUTPUTS_6[code] as number)) >> 15);
    const output = (scale * (LOW_OUTPUTS_4[code >> 2] as number)) >> 15;
    this.#low.adapt(output, LOW_MULTIPLIERS[code >> 2] as number);
    return limited(sample);
  }

  #decodeHigh(code: number): number {
    const { scale, prediction } = this.#high;
    const output = (scale * (HIGH_OUTPUTS[code] as number)) >> 15;
    this.#high.adapt(output, HIGH_MULTIPLIERS[code] as number);
    return limited(prediction + output);
  }
}

/** Limits a sample of one band to 15 bits (LIMIT). */
function limited(sample: number): number {
  return Math.max(-16_384, Math.min(16_383, sample));
}
