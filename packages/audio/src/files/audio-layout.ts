import { AudioFileError } from './audio-file-error.ts';
import type { SampleCoding } from './sample-coding.ts';

/** Where a file holds its audio, and what that is. */
export interface AudioLayout {
  /** `mp3`: the audio is an MP3 of its own, which says the rest. `g722`: one channel of 16 kHz. */
  readonly coding: SampleCoding | 'mp3' | 'g722';
  /** Interleaved, left first. */
  readonly channels: number;
  readonly sampleRateHz: number;
  /** From the start of the file. */
  readonly dataOffset: number;
  readonly dataBytes: number;
}

/** The format of the samples. */
export type LayoutFormat = Omit<AudioLayout, 'dataOffset' | 'dataBytes'>;

/**
 * The same format if it can be.
 * @param name what the file is called in the error, e.g. "AU file".
 * @throws AudioFileError when there are no channels or samples per second.
 */
export function requirePlausible(format: LayoutFormat, name: string): LayoutFormat {
  if (format.channels < 1) throw new AudioFileError(`The ${name} has no channels`);
  if (!(format.sampleRateHz >= 1)) {
    throw new AudioFileError(`The ${name} has a sample rate of ${format.sampleRateHz} Hz`);
  }
  return format;
}
