import { at } from './fourier.ts';

/**
 * How loud PCM16 samples are: their root mean square as a fraction of full scale. A sine has its
 * amplitude divided by √2; silence, and no samples at all, have 0.
 */
export function energyOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += at(samples, i) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length) / 32_767;
}
