import { at } from './fourier.ts';

/**
 * The amplitude of one frequency in PCM16 samples, as a fraction of full scale (Goertzel's algorithm). A tone that sounds
 * only part of the time counts in proportion.
 */
export function levelAt(
  samples: ArrayLike<number>,
  frequencyHz: number,
  sampleRateHz: number,
): number {
  if (samples.length === 0) return 0;
  const turn = 2 * Math.cos((2 * Math.PI * frequencyHz) / sampleRateHz);
  let last = 0;
  let before = 0;
  for (let i = 0; i < samples.length; i += 1) {
    const next = at(samples, i) + turn * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length / 32_767;
}
