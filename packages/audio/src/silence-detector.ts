/** Asterisk's default: a frame is silent when its mean absolute sample is under this. */
const DEFAULT_THRESHOLD = 128;
/** Asterisk judges audio in frames of this length. */
const DEFAULT_FRAME_MS = 20;

/**
 * Tells talking from silence as Asterisk's `dsp.c` does: a frame whose mean absolute sample is under
 * the threshold is silent. Audio may come in pieces of any size; what does not fill a frame waits
 * for more.
 */
export class SilenceDetector {
  readonly #sampleRateHz: number;
  readonly #frameSamples: number;
  /** A frame is silent when its absolute samples add up to less. */
  readonly #silentBelow: number;
  #frameFill = 0;
  #frameSum = 0;
  #silentFor = 0;
  #talking = 0;
  #silence = 0;

  /** @throws RangeError when a frame would hold less than one sample. */
  constructor(sampleRateHz: number, options: { threshold?: number; frameMs?: number } = {}) {
    const { threshold = DEFAULT_THRESHOLD, frameMs = DEFAULT_FRAME_MS } = options;
    this.#sampleRateHz = sampleRateHz;
    this.#frameSamples = Math.floor((sampleRateHz * frameMs) / 1000);
    if (!(this.#frameSamples >= 1)) {
      throw new RangeError(`A frame of ${frameMs} ms at ${sampleRateHz} Hz holds no sample`);
    }
    this.#silentBelow = threshold * this.#frameSamples;
  }

  /** Judges the next samples of one channel. */
  push(samples: Int16Array): void {
    for (let i = 0; i < samples.length; i += 1) {
      const sample = samples[i] as number;
      this.#frameSum += sample < 0 ? -sample : sample;
      this.#frameFill += 1;
      if (this.#frameFill === this.#frameSamples) this.#judge();
    }
  }

  /** Length of the silence that has lasted until now, milliseconds. */
  get silentForMs(): number {
    return this.#ms(this.#silentFor);
  }

  /** All talking so far, milliseconds. */
  get talkingMs(): number {
    return this.#ms(this.#talking);
  }

  /** All silence so far, milliseconds. */
  get silenceMs(): number {
    return this.#ms(this.#silence);
  }

  /** Begins a new stretch, as after a pause: {@link silentForMs} is 0 again, the totals stay. */
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
