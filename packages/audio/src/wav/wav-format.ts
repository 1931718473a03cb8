import { bytesPerSample, type WavEncoding } from '../encoding.ts';

/** The format of the audio in a WAV file. */
export interface WavFormat {
  readonly encoding: WavEncoding;
  /** Interleaved, left first. */
  readonly channels: number;
  readonly sampleRateHz: number;
  /** A comment for people: ASCII, stored before the audio. */
  readonly comment?: string;
}

/** A file is not a readable WAV; the message says why. */
export class WavError extends Error {
  override readonly name = 'WavError';
}

/** Format tags (Microsoft, mmreg.h). */
export const WAV_FORMAT_TAGS: Readonly<Record<WavEncoding, number>> = {
  pcm16: 1,
  pcm8: 1,
  alaw: 6,
  ulaw: 7,
};

/** Bytes of one sample per channel. */
export function bytesPerFrame(format: WavFormat): number {
  return bytesPerSample(format.encoding) * format.channels;
}
