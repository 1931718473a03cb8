import type { WavEncoding } from '../encoding.ts';

/** The format to convert audio to. */
export interface AudioFormat {
  readonly container: 'wav' | 'raw' | 'mp3';
  /** Ignored for MP3. `g722`: raw, one channel of 16 kHz. */
  readonly encoding: WavEncoding | 'g722';
  /** Undefined: that of the source. For MP3, the nearest lower rate that MP3 supports. */
  readonly sampleRateHz?: number;
  /** Undefined: those of the source. 1: all channels mixed. */
  readonly channels?: 1 | 2;
}
