import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('processes each item once, with limited concurrency', async () => {
  const done: (string | undefined)[] = [];
  let running = 0;
  let most = 0;
  await inParallel(['a', undefined, 'c', 'd', 'e'], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    done.push(item);
    running -= 1;
  });
  expect(done).toEqual(['a', undefined, 'c', 'd', 'e']);
  expect(most).toBe(2);
});

test('rejects with the first failure', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('two');
  };
  await expect(inParallel([1, 2, 3], 2, work)).rejects.toThrow('two');
});
