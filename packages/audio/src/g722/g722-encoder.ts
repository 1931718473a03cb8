import { Band, HIGH_BAND, LOW_BAND, saturate } from './band.ts';
import {
  HIGH_MULTIPLIERS,
  HIGH_OUTPUTS,
  LOW_LEVELS,
  LOW_MULTIPLIERS,
  LOW_NEGATIVE_CODES,
  LOW_OUTPUTS_4,
  LOW_POSITIVE_CODES,
  QMF,
} from './tables.ts';

/** Encodes one channel of 16 kHz as G.722 of 64 kbit/s (ITU-T G.722, mode 1): a byte for two samples. */
export class G722Encoder {
  readonly #low = new Band(LOW_BAND);
  readonly #high = new Band(HIGH_BAND);
  /** The last 24 samples. */
  readonly #history = new Int32Array(24);
  #odd: number | undefined;

  /** Encodes whole pairs of samples; one that is left over is kept for the next call. */
  encode(samples: Int16Array): Uint8Array {
    const pending = this.#odd === undefined ? samples : Int16Array.of(this.#odd, ...samples);
    const bytes = new Uint8Array(pending.length >> 1);
    for (let i = 0; i < bytes.length; i += 1) {
      bytes[i] = this.#pair(pending[2 * i] as number, pending[2 * i + 1] as number);
    }
    this.#odd = pending.length % 2 === 0 ? undefined : pending[pending.length - 1];
    return bytes;
  }

  /** Encodes the sample that is left over, if there is one, with silence behind it. */
  finish(): Uint8Array {
    return this.#odd === undefined ? new Uint8Array(0) : this.encode(new Int16Array(1));
  }

  #pair(first: number, second: number): number {
    const history = this.#history;
    history.copyWithin(0, 2);
    history[22] = first;
    history[23] = second;
    let [even, odd] = [0, 0];
    for (let i = 0; i < 12; i += 1) {
      odd += (history[2 * i] as number) * (QMF[i] as number);
      even += (history[2 * i + 1] as number) * (QMF[11 - i] as number);
    }
    const low = this.#encodeLow((even + odd) >> 14);
    return (this.#encodeHigh((even - odd) >> 14) << 6) | low;
  }

  #encodeLow(sample: number): number {
    const { scale, prediction } = this.#low;
    const difference = saturate(sample - prediction);
    const magnitude = difference < 0 ? -(difference + 1) : difference;
    let interval = 1;
    while (interval < 30 && magnitude >= ((LOW_LEVELS[interval] as number) * scale) >> 12) {
      interval += 1;
    }
    const codes = difference < 0 ? LOW_NEGATIVE_CODES : LOW_POSITIVE_CODES;
    const code = codes[interval] as number;
    const output = (scale * (LOW_OUTPUTS_4[code >> 2] as number)) >> 15;
    this.#low.adapt(output, LOW_MULTIPLIERS[code >> 2] as number);
    return code;
  }

  #encodeHigh(sample: number): number {
    const { scale, prediction } = this.#high;
    const difference = saturate(sample - prediction);
    const magnitude = difference < 0 ? -(difference + 1) : difference;
    const outer = magnitude >= (564 * scale) >> 12;
    const code = (difference < 0 ? 0 : 2) + (outer ? 0 : 1);
    const output = (scale * (HIGH_OUTPUTS[code] as number)) >> 15;
    this.#high.adapt(output, HIGH_MULTIPLIERS[code] as number);
    return code;
  }
}
