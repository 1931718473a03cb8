import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Resampler } from './resampler.ts';
import { SAMPLE_RATES_HZ } from './resampler-kernel.ts';
import { amplitudeAt, decibels, levelOf, tone } from './testing/signals.ts';

/** All pairs of telephone rates, and the extremes. */
const PAIRS: [number, number][] = [
  [8000, 16_000],
  [16_000, 8000],
  [8000, 48_000],
  [48_000, 8000],
  [44_100, 8000],
  [8000, 44_100],
  [11_025, 8000],
  [22_050, 24_000],
  [96_000, 48_000],
  [192_000, 8000],
  [8000, 192_000],
  [192_000, 11_025],
];

function resample(
  input: Int16Array,
  fromHz: number,
  toHz: number,
  size = input.length,
): Int16Array {
  const resampler = new Resampler(fromHz, toHz);
  const output: number[] = [];
  for (let at = 0; at < input.length; at += size) {
    output.push(...resampler.process(input.subarray(at, at + size)));
  }
  output.push(...resampler.flush());
  return Int16Array.from(output);
}

describe('Resampler', () => {
  test.each(PAIRS)('%d to %d keeps frequency and level up to 0.9 of Nyquist', (fromHz, toHz) => {
    const nyquist = Math.min(fromHz, toHz) / 2;
    for (const part of [0.02, 0.25, 0.5, 0.75, 0.9]) {
      const frequencyHz = nyquist * part;
      const output = resample(tone(frequencyHz, fromHz, fromHz / 5), fromHz, toHz);
      const level = decibels(amplitudeAt(output, frequencyHz, toHz), 16_000);
      expect(Math.abs(level)).toBeLessThan(0.1);
      // Only the tone: everything else is down by more than 70 dB.
      const clean = tone(frequencyHz, toHz, output.length);
      const rest = levelOf(output.map((sample, i) => sample - (clean[i] ?? 0)));
      expect(decibels(rest, 16_000 / Math.SQRT2)).toBeLessThan(-70);
    }
  });

  test.each(PAIRS.filter(([fromHz, toHz]) => fromHz > toHz))(
    '%d to %d suppresses aliases',
    (fromHz, toHz) => {
      for (const factor of [1.001, 1.05, 1.2, 1.7, 1.95]) {
        const frequencyHz = Math.min((toHz / 2) * factor, fromHz * 0.49);
        const output = resample(tone(frequencyHz, fromHz, fromHz / 5, 30_000), fromHz, toHz);
        expect(decibels(levelOf(output) + 1e-3, 30_000 / Math.SQRT2)).toBeLessThan(-70);
      }
    },
  );

  test('every pair of rates has the length of its input', () => {
    for (const fromHz of SAMPLE_RATES_HZ) {
      for (const toHz of SAMPLE_RATES_HZ) {
        const output = resample(new Int16Array(1001), fromHz, toHz);
        expect(output).toHaveLength(Math.round((1001 * toHz) / fromHz));
      }
    }
  });

  test('does not depend on the size of the chunks', () => {
    const rate = fc.constantFrom(8000, 11_025, 16_000, 44_100, 48_000);
    const property = fc.property(
      rate,
      rate,
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 }),
      (fromHz, toHz, sizes) => {
        const input = tone(
          440,
          fromHz,
          sizes.reduce((sum, size) => sum + size, 0),
        );
        const resampler = new Resampler(fromHz, toHz);
        let at = 0;
        const pieces = sizes.flatMap((size) => {
          at += size;
          return [...resampler.process(input.subarray(at - size, at))];
        });
        pieces.push(...resampler.flush());
        expect(pieces).toHaveLength(Math.round((input.length * toHz) / fromHz));
        expect(pieces).toEqual([...resample(input, fromHz, toHz)]);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  test.each(PAIRS)('%d to %d sample by sample', (fromHz, toHz) => {
    const input = tone(300, fromHz, 999);
    expect(resample(input, fromHz, toHz, 1)).toEqual(resample(input, fromHz, toHz));
  });

  test('has no delay and holds a constant to its ends', () => {
    const step = new Int16Array(2000);
    step.fill(10_000, 1000);
    const output = resample(step, 8000, 16_000);
    expect(output[2000 - 2]).toBeLessThan(5000);
    expect(output[2000 + 2]).toBeGreaterThan(5000);
    expect(Math.abs((output[3000] ?? 0) - 10_000)).toBeLessThan(5);
  });

  test('saturates instead of wrapping around', () => {
    const square = Int16Array.from({ length: 4000 }, (_, i) => (i % 40 < 20 ? 32_767 : -32_768));
    const output = resample(square, 8000, 48_000);
    const jumps = output.filter((sample, i) => Math.abs(sample - (output[i - 1] ?? 0)) > 40_000);
    expect(jumps).toHaveLength(0);
    expect(Math.max(...output)).toBe(32_767);
  });

  test('can be used again after a flush, and passes equal rates through', () => {
    const input = tone(500, 8000, 400);
    const resampler = new Resampler(8000, 16_000);
    const first = [...resampler.process(input), ...resampler.flush()];
    const second = [...resampler.process(input), ...resampler.flush()];
    expect(second).toEqual(first);
    expect(new Resampler(16_000, 8000).flush()).toHaveLength(0);
    expect(resample(input, 8000, 8000, 7)).toEqual(input);
  });

  test('rejects other rates', () => {
    expect(() => new Resampler(8000, 8001)).toThrow(RangeError);
    expect(() => new Resampler(0, 8000)).toThrow(RangeError);
  });
});
