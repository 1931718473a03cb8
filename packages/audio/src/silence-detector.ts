/** Asterisk's default: a frame is silent if its mean absolute sample is below this. */
const DEFAULT_THRESHOLD = 128;
/** Asterisk classifies audio in frames of this length. */
const DEFAULT_FRAME_MS = 20;

/**
 * Detects silence as Asterisk's `dsp.c` does: a frame whose mean absolute sample is below the threshold is silent.
 * Audio may come in chunks of any size; incomplete frames are buffered.
 */
export class SilenceDetector {
  readonly #sampleRateHz: number;
  readonly #frameSamples: number;
  /** A frame is silent if the sum of its absolute samples is less. */
  readonly #silentBelow: number;
  #frameFill = 0;
  #frameSum = 0;
  #silentFor = 0;
  #talking = 0;
  #silence = 0;

  /** @throws RangeError when a frame would have less than one sample. */
  constructor(sampleRateHz: number, options: { threshold?: number; frameMs?: number } = {}) {
    const { threshold = DEFAULT_THRESHOLD, frameMs = DEFAULT_FRAME_MS } = options;
    this.#sampleRateHz = sampleRateHz;
    this.#frameSamples = Math.floor((sampleRateHz * frameMs) / 1000);
    if (!(this.#frameSamples >= 1)) {
      throw new RangeError(`A frame of ${frameMs} ms at ${sampleRateHz} Hz holds no sample`);
    }
    this.#silentBelow = threshold * this.#frameSamples;
  }

  /** Classifies the next samples of one channel. */
  push(samples: Int16Array): void {
    for (let i = 0; i < samples.length; i += 1) {
      const sample = samples[i] as number;
      this.#frameSum += sample < 0 ? -sample : sample;
      this.#frameFill += 1;
      if (this.#frameFill === this.#frameSamples) this.#judge();
    }
  }

  /** Length of the current silence, milliseconds. */
  get silentForMs(): number {
    return this.#ms(this.#silentFor);
  }

  /** Total talking so far, milliseconds. */
  get talkingMs(): number {
    return this.#ms(this.#talking);
  }

  /** Total silence so far, milliseconds. */
  get silenceMs(): number {
    return this.#ms(this.#silence);
  }

  /** Resets {@link silentForMs}, as after a pause; the totals stay. */
  restart(): void {
    this.#silentFor = 0;
    this.#frameFill = 0;
    this.#frameSum = 0;
  }

  #judge(): void {
    if (this.#frameSum < this.#silentBelow) {
      this.#silentFor += this.#frameSamples;
      this.#silence += this.#frameSamples;
    } else {
      this.#silentFor = 0;
      this.#talking += this.#frameSamples;
    }
    this.#frameFill = 0;
    this.#frameSum = 0;
  }

  #ms(samples: number): number {
    return (samples * 1000) / this.#sampleRateHz;
  }
}
