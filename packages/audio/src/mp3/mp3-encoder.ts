import { createMp3Encoder } from 'wasm-media-encoders';
import { infoFrame } from './info-frame.ts';
import { checkMp3Format, defaultBitrateKbps, type Mp3Format } from './mp3-format.ts';

type Lame = Awaited<ReturnType<typeof createMp3Encoder>>;
type LameBitrate = NonNullable<Parameters<Lame['configure']>[0]['bitrate']>;
type LameSampleRate = NonNullable<Parameters<Lame['configure']>[0]['outputSampleRate']>;

/** Samples per channel that LAME gets at once. */
const BLOCK_SAMPLES = 8192;

export interface Mp3EncoderOptions {
  /** One of `MP3_SAMPLE_RATES_HZ`. */
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** Constant bit rate; default: good for speech. */
  readonly bitrateKbps?: number;
  /**
   * Number of samples per channel, if known. The file then begins with a frame that lets players trim encoder delay
   * and padding, so that it plays exactly as long as its source.
   */
  readonly samples?: number;
}

/**
 * Encodes MP3 with LAME in the calling thread: 100 ms of CPU per minute of telephone audio. Does not belong on an
 * event loop that serves others.
 */
export class Mp3Encoder {
  readonly #lame: Lame;
  readonly #format: Mp3Format;
  readonly #expected: number | undefined;
  readonly #block: readonly Float32Array[];
  #received = 0;
  #begun = false;

  private constructor(lame: Lame, format: Mp3Format, expected: number | undefined) {
    this.#lame = lame;
    this.#format = format;
    this.#expected = expected;
    this.#block = Array.from({ length: format.channels }, () => new Float32Array(BLOCK_SAMPLES));
  }

  /** @throws RangeError when MP3 does not support the sample rate, channels or bit rate. */
  static async open(options: Mp3EncoderOptions): Promise<Mp3Encoder> {
    const { sampleRateHz, channels, samples } = options;
    const bitrateKbps = options.bitrateKbps ?? defaultBitrateKbps(sampleRateHz, channels);
    checkMp3Format({ sampleRateHz, channels, bitrateKbps });
    const lame = await createMp3Encoder();
    lame.configure({
      sampleRate: sampleRateHz,
      channels,
      bitrate: bitrateKbps as LameBitrate,
      outputSampleRate: sampleRateHz as LameSampleRate,
    });
    return new Mp3Encoder(lame, { sampleRateHz, channels, bitrateKbps }, samples);
  }

  /**
   * Encodes samples and returns the MP3 bytes that are ready, perhaps none. The caller owns the result.
   * @throws RangeError when the last frame is incomplete, or there are more samples than announced.
   */
  encode(interleaved: Int16Array): Uint8Array {
    const { channels } = this.#format;
    const samples = interleaved.length / channels;
    if (!Number.isInteger(samples)) throw new RangeError('The last frame is incomplete');
    this.#received += samples;
    if (this.#expected !== undefined && this.#received > this.#expected) {
      throw new RangeError(`More than the ${this.#expected} samples that were announced`);
    }
    const parts = this.#begin();
    for (let at = 0; at < samples; at += BLOCK_SAMPLES) {
      const block = this.#split(interleaved, at, Math.min(BLOCK_SAMPLES, samples - at));
      // LAME's memory holds the result only until the next call.
      parts.push(this.#lame.encode(block).slice());
    }
    return joined(parts);
  }

  /**
   * Returns the rest of the MP3.
   * @throws RangeError when there were fewer samples than announced.
   */
  finish(): Uint8Array {
    if (this.#expected !== undefined && this.#received < this.#expected) {
      throw new RangeError(
        `${this.#received} samples of the ${this.#expected} that were announced`,
      );
    }
    const parts = this.#begin();
    parts.push(this.#lame.finalize().slice());
    return joined(parts);
  }

  #begin(): Uint8Array[] {
    if (this.#begun || this.#expected === undefined) return [];
    this.#begun = true;
    return [infoFrame(this.#format, this.#expected)];
  }

  #split(interleaved: Int16Array, from: number, count: number): Float32Array[] {
    const { channels } = this.#format;
    return this.#block.map((channel, c) => {
      for (let i = 0; i < count; i += 1) {
        channel[i] = (interleaved[(from + i) * channels + c] as number) / 0x8000;
      }
      return channel.subarray(0, count);
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
