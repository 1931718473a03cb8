import { expect, test } from '@jest/globals';
import { ManualClock } from '@tricord/core/testing';
import { waitAtMost } from './wait-at-most.ts';

test('ends with the work, well or badly, and leaves no timer behind', async () => {
  const clock = new ManualClock();
  await waitAtMost(clock, 5_000, Promise.resolve('done'));
  await waitAtMost(clock, 5_000, Promise.reject(new Error('failed')));
  expect(clock.pending).toBe(0);
});

test('ends when the time is over', async () => {
  const clock = new ManualClock();
  const waiting = waitAtMost(clock, 5_000, new Promise(() => {}));
  clock.advance(5_000);
  await waiting;
  expect(clock.pending).toBe(0);
});
