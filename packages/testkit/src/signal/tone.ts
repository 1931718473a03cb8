const FULL_SCALE = 32_767;

/** A sine to be made. */
export interface Tone {
  readonly frequencyHz: number;
  readonly durationMs: number;
  /** 8000 if not given. */
  readonly sampleRateHz?: number;
  /** Peak as a fraction of full scale; 0.5 if not given. */
  readonly amplitude?: number;
}

/** PCM16 samples of a sine that begins at zero. */
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
