import { describe, expect, test } from 'vitest';
import { energyOf } from './energy-of.ts';
import { tone } from './tone.ts';

describe('energyOf', () => {
  test('is amplitude / √2 for a tone', () => {
    const samples = tone({ frequencyHz: 400, durationMs: 250, sampleRateHz: 16_000, amplitude: 1 });
    expect(samples).toHaveLength(4000);
    expect(energyOf(samples)).toBeCloseTo(Math.SQRT1_2, 3);
    expect(energyOf(tone({ frequencyHz: 400, durationMs: 250 }))).toBeCloseTo(Math.SQRT1_2 / 2, 3);
  });

  test('is 0 for silence and for no samples', () => {
    expect(energyOf(new Int16Array(800))).toBe(0);
    expect(energyOf([])).toBe(0);
  });
});
