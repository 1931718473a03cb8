import { ManualClock } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { settleWithin } from './settle-within.ts';

test('resolves when the work settles either way, and leaves no timer behind', async () => {
  const clock = new ManualClock();
  expect(await settleWithin(clock, 5_000, Promise.resolve('done'))).toBe('done');
  const failing = Promise.reject(new Error('failed'));
  expect(await settleWithin(clock, 5_000, failing)).toBeUndefined();
  expect(clock.pending).toBe(0);
});

test('resolves after the time limit', async () => {
  const clock = new ManualClock();
  const waiting = settleWithin(clock, 5_000, new Promise(() => {}));
  clock.advance(5_000);
  expect(await waiting).toBeUndefined();
  expect(clock.pending).toBe(0);
});
