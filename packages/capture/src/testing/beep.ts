import { tone } from '@tricord/testkit';

/** A sine wave at a quarter of full scale. */
export const beep = (frequencyHz: number, durationMs: number, sampleRateHz = 8000) =>
  tone({ frequencyHz, durationMs, sampleRateHz, amplitude: 0.25 });
