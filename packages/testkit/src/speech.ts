/**
 * 1: a woman greets a caller, 8 kHz. 2: a man answers, 8 kHz. 3: sample 1 at 16 kHz.
 * samples/README.md has the text and the origin.
 */
export type SpeechNumber = 1 | 2 | 3;

/** Location of a WAV file with sample speech: PCM16, mono, 4.7 seconds, peak at most half of full scale. */
export function speech(n: SpeechNumber): URL {
  return new URL(`../../../samples/speech-${n}.wav`, import.meta.url);
}
