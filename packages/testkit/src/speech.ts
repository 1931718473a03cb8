/**
 * 1: a woman greets a caller, 8 kHz. 2: a man answers, 8 kHz. 3: the first again, at 16 kHz.
 * samples/README.md says what they say and how they were made.
 */
export type SpeechNumber = 1 | 2 | 3;

/** Where a WAV file of sample speech lies: PCM16, mono, 4.7 seconds, at most half of full scale. */
export function speech(n: SpeechNumber): URL {
  return new URL(`../../../samples/speech-${n}.wav`, import.meta.url);
}
