import { describe, expect, test } from 'vitest';
import { frequencyOf } from './frequency-of.ts';
import { tone } from './tone.ts';

/** Reproducible noise with the given peak. */
function noise(length: number, amplitude: number): Float64Array {
  let seed = 1;
  return Float64Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 1_073_741_823.5 - 1) * amplitude;
  });
}

describe('frequencyOf', () => {
  test.each([
    [100, 8000],
    [440, 8000],
    [1004.3, 8000],
    [3400, 8000],
    [440, 16_000],
    [7000, 48_000],
  ])('finds %d Hz at a rate of %d', (frequencyHz, sampleRateHz) => {
    const samples = tone({ frequencyHz, durationMs: 1500, sampleRateHz });
    expect(Math.abs(frequencyOf(samples, sampleRateHz) - frequencyHz)).toBeLessThan(0.1);
  });

  test('distinguishes tones a few hertz apart', () => {
    const samples = (frequencyHz: number) => tone({ frequencyHz, durationMs: 3000 });
    expect(frequencyOf(samples(1002), 8000) - frequencyOf(samples(1000), 8000)).toBeCloseTo(2, 1);
  });

  test('finds a short tone', () => {
    expect(frequencyOf(tone({ frequencyHz: 700, durationMs: 100 }), 8000)).toBeCloseTo(700, 0);
  });

  test('ignores noise, an offset and silence around the tone', () => {
    const samples = noise(40_000, 6000);
    tone({ frequencyHz: 620, durationMs: 2000, amplitude: 0.2 }).forEach((sample, i) => {
      samples[9000 + i] = (samples[9000 + i] ?? 0) + sample;
    });
    const shifted = samples.map((sample) => sample + 9000);
    expect(frequencyOf(shifted, 8000)).toBeCloseTo(620, 0);
  });

  test('returns the louder of two tones', () => {
    const quiet = tone({ frequencyHz: 500, durationMs: 1000, amplitude: 0.2 });
    const loud = tone({ frequencyHz: 900, durationMs: 1000, amplitude: 0.3 });
    const both = loud.map((sample, i) => sample + (quiet[i] ?? 0));
    expect(frequencyOf(both, 8000)).toBeCloseTo(900, 1);
  });

  test.each([[new Int16Array(0)], [new Int16Array(1)], [new Int16Array(4000)]])(
    'is 0 for silence',
    (samples) => {
      expect(frequencyOf(samples, 8000)).toBe(0);
    },
  );
});
