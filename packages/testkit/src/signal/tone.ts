const FULL_SCALE = 32_767;

/** Parameters of a sine wave. */
export interface Tone {
  readonly frequencyHz: number;
  readonly durationMs: number;
  /** Default 8000. */
  readonly sampleRateHz?: number;
  /** Peak as a fraction of full scale; default 0.5. */
  readonly amplitude?: number;
}

/** PCM16 samples of a sine wave that starts at zero. */
export function tone({
  frequencyHz,
  durationMs,
  sampleRateHz = 8000,
  amplitude = 0.5,
}: Tone): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(Math.round((durationMs * sampleRateHz) / 1000));
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  for (let i = 0; i < samples.length; i += 1) {
    samples[i] = Math.round(Math.sin(i * step) * amplitude * FULL_SCALE);
  }
  return samples;
}
