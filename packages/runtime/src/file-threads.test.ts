import { expect, test } from 'vitest';
import { fileThreads } from './file-threads.ts';

test.each([
  [undefined, 4],
  ['', 4],
  ['many', 4],
  ['16', 16],
  ['1', 2],
  ['-3', 2],
  ['5000', 1024],
])('UV_THREADPOOL_SIZE %j: %i threads', (size, threads) => {
  expect(fileThreads(size)).toBe(threads);
});
