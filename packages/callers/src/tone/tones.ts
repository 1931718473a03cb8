import { decodeUlaw, encodeUlaw } from '@tricord/audio';

export const SAMPLE_RATE_HZ = 8000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1000;
/** Every tone repeats after a second. */
export const FRAMES_PER_SECOND = 1000 / FRAME_MS;

const LOWEST_HZ = 300;
/** The number of tones with an integer frequency in the telephone band. */
const TONES = 3001;
/** Coprime to the number of tones, so that adjacent tracks sound different. */
const STRIDE = 7;

/** One second of the tone of track number `index`. The tones of all tracks differ. */
export function toneOf(index: number): Int16Array {
  const frequencyHz = LOWEST_HZ + ((index * STRIDE) % TONES);
  const amplitude = 6000 + 1000 * Math.floor(index / TONES);
  return Int16Array.from({ length: SAMPLE_RATE_HZ }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / SAMPLE_RATE_HZ)),
  );
}

/** The same second as G.711 µ-law. */
export function ulawToneOf(index: number): Uint8Array {
  return encodeUlaw(toneOf(index));
}

/** The tone after µ-law encoding and decoding. */
export function heardUlawToneOf(index: number): Int16Array {
  return decodeUlaw(ulawToneOf(index));
}

/** Splits a second of audio into frames. */
export function framesOf<Samples extends Int16Array | Uint8Array>(second: Samples): Samples[] {
  return Array.from(
    { length: FRAMES_PER_SECOND },
    (_, i) => second.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES) as Samples,
  );
}
