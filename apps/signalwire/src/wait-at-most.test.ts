import { expect, test } from '@jest/globals';
import { ManualClock } from '@tricord/core/testing';
import { waitAtMost } from './wait-at-most.ts';

test('ends with the work, and leaves no timer behind', async () => {
  const clock = new ManualClock();
  await waitAtMost(clock, 5_000, Promise.resolve('done'));
  expect(clock.pending).toBe(0);
});

test('work that fails ends the wait as well', async () => {
  const clock = new ManualClock();
  await waitAtMost(clock, 5_000, Promise.reject(new Error('gone')));
  expect(clock.pending).toBe(0);
});

test('work that never ends is not waited for beyond the limit', async () => {
  const clock = new ManualClock();
  let over = false;
  const wait = waitAtMost(clock, 5_000, new Promise(() => {})).then(() => {
    over = true;
  });
  clock.advance(4_999);
  await Promise.resolve();
  expect(over).toBe(false);
  clock.advance(1);
  await wait;
  expect([over, clock.pending]).toEqual([true, 0]);
});
