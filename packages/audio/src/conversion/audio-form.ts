import type { WavEncoding } from '../encoding.ts';

/** What a recording is to be turned into. */
export interface AudioForm {
  readonly container: 'wav' | 'raw' | 'mp3';
  /** Ignored for MP3. */
  readonly encoding: WavEncoding;
  /** Undefined: as it is. MP3 takes the nearest rate below that it knows. */
  readonly sampleRateHz?: number;
  /** Undefined: as many as there are. 1: all of them mixed. */
  readonly channels?: 1 | 2;
}
