import { at } from './fourier.ts';

/**
 * The root mean square of PCM16 samples as a fraction of full scale: amplitude / √2 for a sine, 0 for silence or no samples.
 */
export function energyOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += at(samples, i) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length) / 32_767;
}
