/** A sine wave that begins at zero. */
export function tone(
  frequencyHz: number,
  sampleRateHz: number,
  samples: number,
  amplitude = 16_000,
): Int16Array<ArrayBuffer> {
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  return Int16Array.from({ length: samples }, (_, i) => Math.round(amplitude * Math.sin(i * step)));
}

/**
 * The amplitude of one frequency in the middle of `samples`: their product with that frequency under
 * a Hann window.
 */
export function amplitudeAt(
  samples: ArrayLike<number>,
  frequencyHz: number,
  sampleRateHz: number,
): number {
  const from = Math.floor(samples.length * 0.1);
  const length = samples.length - 2 * from;
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  let re = 0;
  let im = 0;
  let weights = 0;
  for (let i = 0; i < length; i += 1) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length);
    const sample = (samples[from + i] ?? 0) * weight;
    re += sample * Math.cos(i * step);
    im += sample * Math.sin(i * step);
    weights += weight;
  }
  return (2 * Math.hypot(re, im)) / weights;
}

/** The root mean square of the middle of `samples`. */
export function levelOf(samples: ArrayLike<number>): number {
  const from = Math.floor(samples.length * 0.1);
  const length = samples.length - 2 * from;
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += (samples[from + i] ?? 0) ** 2;
  return Math.sqrt(sum / length);
}

/** Decibels between two amplitudes. */
export function decibels(amplitude: number, reference: number): number {
  return 20 * Math.log10(amplitude / reference);
}

/** `bytes` in pieces of the given size. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Concatenates all pieces. */
export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}
