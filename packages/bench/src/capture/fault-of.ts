import { readWav, WavError } from '@tricord/audio';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '@tricord/callers';

/** How many frames a recording should have. */
export interface FrameRange {
  readonly least: number;
  readonly most: number;
}

/**
 * The error in a recording, if any: each channel must be its own track's tone, sample for sample from the
 * first frame (or the second: a frame may be missing at either end) to the last.
 * @param tones one second of each channel's tone.
 */
export function faultOf(
  wav: Uint8Array,
  tones: readonly Int16Array[],
  { least, most }: FrameRange,
): string | undefined {
  const channels = channelsOf(wav);
  if (channels === undefined) return 'not a WAV file';
  if (channels.length !== tones.length) return `${channels.length} channels`;
  const frames = (channels[0]?.length ?? 0) / FRAME_SAMPLES;
  if (frames < least) return 'too short';
  if (frames > most) return 'too long';
  const faithful = tones.every((tone, index) => isTone(channels[index], tone));
  return faithful ? undefined : 'other audio than was sent';
}

function channelsOf(wav: Uint8Array): readonly Int16Array[] | undefined {
  try {
    return readWav(wav).channels;
  } catch (error) {
    if (error instanceof WavError) return undefined;
    throw error;
  }
}

function isTone(samples: Int16Array | undefined, tone: Int16Array): boolean {
  if (samples === undefined) return false;
  return [0, FRAME_SAMPLES].some((first) =>
    samples.every((sample, i) => sample === tone[(first + i) % SAMPLE_RATE_HZ]),
  );
}
