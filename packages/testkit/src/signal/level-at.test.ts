import { expect, test } from 'vitest';
import { levelAt } from './level-at.ts';
import { tone } from './tone.ts';

test.each([
  [440, 8000],
  [3500, 8000],
  [7000, 16_000],
])('the amplitude of a tone of %d Hz at a rate of %d', (frequencyHz, sampleRateHz) => {
  const samples = tone({ frequencyHz, durationMs: 100, sampleRateHz, amplitude: 0.4 });
  expect(levelAt(samples, frequencyHz, sampleRateHz)).toBeCloseTo(0.4, 3);
  expect(levelAt(samples, frequencyHz - 200, sampleRateHz)).toBeLessThan(0.01);
});

test('measures the given frequency, whatever else sounds', () => {
  const loud = tone({ frequencyHz: 1000, durationMs: 500, amplitude: 0.6 });
  const quiet = tone({ frequencyHz: 3000, durationMs: 500, amplitude: 0.05 });
  const both = loud.map((sample, i) => sample + (quiet[i] ?? 0));
  expect(levelAt(both, 3000, 8000)).toBeCloseTo(0.05, 3);
});

test('is half the amplitude for a tone that sounds half of the time', () => {
  const samples = new Int16Array(1600);
  samples.set(tone({ frequencyHz: 500, durationMs: 100, amplitude: 0.4 }));
  expect(levelAt(samples, 500, 8000)).toBeCloseTo(0.2, 2);
});

test('is 0 for silence and for no samples', () => {
  expect(levelAt(new Int16Array(800), 1000, 8000)).toBe(0);
  expect(levelAt([], 1000, 8000)).toBe(0);
});
