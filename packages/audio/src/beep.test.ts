import { expect, test } from 'vitest';
import { BEEP_MS, beep } from './beep.ts';

test.each([8000, 16_000, 44_100])('has the declared duration at %d Hz, and fades in', (rate) => {
  const samples = beep(rate);
  expect(samples.length).toBe(Math.round((BEEP_MS * rate) / 1000));
  expect(Math.abs(samples[0] ?? 1)).toBe(0);
  expect(Math.max(...samples)).toBeGreaterThan(8000);
  expect(Math.max(...samples)).toBeLessThan(8200);
});
