import { expect, test } from 'vitest';
import { findCapacity, type SearchOptions } from './find-capacity.ts';

async function search(limit: number, options: Partial<SearchOptions> = {}) {
  const tried: number[] = [];
  const found = await findCapacity(
    async (value) => {
      tried.push(value);
      return value <= limit;
    },
    { from: 100, max: 10_000, bisections: 3, hasTime: () => true, ...options },
  );
  return { found, tried };
}

test('doubles until it fails, then bisects', async () => {
  expect(await search(530)).toEqual({ found: 500, tried: [100, 200, 400, 800, 600, 500, 550] });
});

test('does not exceed the maximum, and stops when that succeeds', async () => {
  expect(await search(5000, { max: 300 })).toEqual({ found: 300, tried: [100, 200, 300] });
  expect(await search(5000, { max: 50 })).toEqual({ found: 50, tried: [50] });
});

test('tries smaller numbers when the first one fails', async () => {
  expect(await search(30)).toEqual({ found: 30, tried: [100, 50, 30, 40] });
  expect((await search(0)).found).toBe(0);
});

test('stops when the time is up, with the best so far', async () => {
  let left = 3;
  expect(await search(530, { hasTime: () => left-- > 0 })).toEqual({
    found: 400,
    tried: [100, 200, 400],
  });
});
