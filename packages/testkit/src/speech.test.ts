import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { energyOf } from './signal/energy-of.ts';
import { speech } from './speech.ts';

describe('speech', () => {
  test.each([
    [1, 8000],
    [2, 8000],
    [3, 16_000],
  ] as const)('%d is a mono PCM16 WAV of %d Hz that holds sound', async (n, sampleRateHz) => {
    const wav = await readFile(speech(n));
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wav.readUInt16LE(20)).toBe(1);
    expect(wav.readUInt16LE(22)).toBe(1);
    expect(wav.readUInt32LE(24)).toBe(sampleRateHz);
    expect(wav.readUInt16LE(34)).toBe(16);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
    const samples = Int16Array.from({ length: (wav.length - 44) / 2 }, (_, i) =>
      wav.readInt16LE(44 + 2 * i),
    );
    expect(samples.length / sampleRateHz).toBeCloseTo(4.7, 1);
    expect(energyOf(samples)).toBeGreaterThan(0.05);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(16_600);
  });
});
