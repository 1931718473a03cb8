import { deinterleave, interleave, mixDown } from '../pcm.ts';
import { Resampler } from '../resampler.ts';

/** A stream of interleaved samples. */
export interface SampleFormat {
  readonly channels: number;
  readonly sampleRateHz: number;
}

/** Converts the channels and the sample rate of an interleaved stream, chunk by chunk. */
export class Remix {
  readonly #from: SampleFormat;
  readonly #to: SampleFormat;
  readonly #resamplers: readonly Resampler[];

  /** @throws RangeError when the channels or sample rates cannot be converted. */
  constructor(from: SampleFormat, to: SampleFormat) {
    if (to.channels !== from.channels && to.channels !== 1) {
      throw new RangeError(`Cannot make ${to.channels} channels of ${from.channels}`);
    }
    const same = from.sampleRateHz === to.sampleRateHz;
    if (!same && to.channels > 2) throw new RangeError('Cannot resample more than two channels');
    this.#from = from;
    this.#to = to;
    this.#resamplers = same
      ? []
      : Array.from(
          { length: to.channels },
          () => new Resampler(from.sampleRateHz, to.sampleRateHz),
        );
  }

  /** Number of output samples per channel for `samples` input samples per channel. */
  outputLength(samples: number): number {
    return Math.round((samples * this.#to.sampleRateHz) / this.#from.sampleRateHz);
  }

  process(samples: Int16Array): Int16Array {
    const { channels } = this.#to;
    const mixed =
      channels === this.#from.channels ? samples : mixDown(samples, this.#from.channels);
    if (this.#resamplers.length === 0) return mixed;
    const inputs = deinterleave(mixed, channels);
    return together(
      this.#resamplers.map((resampler, i) => resampler.process(inputs[i] as Int16Array)),
    );
  }

  flush(): Int16Array {
    return together(this.#resamplers.map((resampler) => resampler.flush()));
  }
}

function together([left, right]: readonly Int16Array[]): Int16Array {
  if (left === undefined) return new Int16Array(0);
  return right === undefined ? left : interleave(left, right);
}
