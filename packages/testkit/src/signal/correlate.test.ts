import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { speech } from '../speech.ts';
import { correlate } from './correlate.ts';
import { tone } from './tone.ts';

async function spoken(n: 1 | 2): Promise<Int16Array> {
  const wav = await readFile(speech(n));
  return Int16Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + 2 * i));
}

describe('correlate', () => {
  test('is 1 at lag 0 for the same signal at any volume', async () => {
    const said = await spoken(1);
    const { value, lag } = correlate(
      said,
      said.map((sample) => sample / 3),
    );
    expect(value).toBeCloseTo(1, 4);
    expect(lag).toBe(0);
  });

  test.each([137, -2000])('finds a shift of %d samples', async (shift) => {
    const said = await spoken(1);
    const a = said.subarray(Math.max(0, shift));
    const b = said.subarray(Math.max(0, -shift));
    const found = correlate(a, b);
    expect(found.lag).toBe(shift);
    expect(found.value).toBeCloseTo(1, 6);
  });

  test('finds an excerpt within maxLag', async () => {
    const said = await spoken(2);
    const piece = said.subarray(20_000, 30_000);
    expect(correlate(piece, said, { maxLag: 40_000 })).toMatchObject({ lag: 20_000 });
    expect(correlate(piece, said, { maxLag: 100 }).value).toBeLessThan(0.5);
  });

  test('is low for different speech, and for an inverted tone within half a period', async () => {
    expect(correlate(await spoken(1), await spoken(2)).value).toBeLessThan(0.4);
    const sine = tone({ frequencyHz: 100, durationMs: 1000 });
    expect(
      correlate(
        sine,
        sine.map((sample) => -sample),
        { maxLag: 10 },
      ).value,
    ).toBe(0);
  });

  test('is 0 for silence and for no samples', async () => {
    const said = await spoken(1);
    expect(correlate(said, new Int16Array(said.length))).toEqual({ value: 0, lag: 0 });
    expect(correlate(new Int16Array(0), said)).toEqual({ value: 0, lag: 0 });
  });
});
