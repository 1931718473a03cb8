import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('doubles from a second to a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1_000_000].map((failures) => backoffMs(failures, 0));
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('leaves up to half of it to chance', () => {
  expect([backoffMs(3, 0.5), backoffMs(3, 0.999_999)]).toEqual([3000, 2000]);
});
