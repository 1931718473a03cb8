import { at } from './fourier.ts';

/**
 * How loud one frequency is: the amplitude, as a fraction of full scale, of the sine of that frequency in PCM16
 * samples (Goertzel's algorithm). Of a tone that sounds in a part of them only, it is that part of its amplitude.
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
