import { expect, test } from 'vitest';
import { isoDuration } from './iso-duration.ts';

test.each([
  [0, 'PT0S'],
  [499, 'PT0S'],
  [500, 'PT1S'],
  [59_600, 'PT1M'],
  [73_000, 'PT1M13S'],
  [3_600_000, 'PT1H'],
  [3_605_000, 'PT1H5S'],
  [90_061_000, 'PT25H1M1S'],
])('%d ms is %s', (durationMs, text) => {
  expect(isoDuration(durationMs)).toBe(text);
});
