import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventLoopDelay, meanWaitMs } from './event-loop-delay.ts';

/** The delay computed from these intervals, in milliseconds, between the runs of the probe's timer. */
function delayOf(intervals: readonly number[]): number {
  const mean = intervals.reduce((sum, each) => sum + each, 0) / intervals.length;
  const variance = intervals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / intervals.length;
  return meanWaitMs(mean, Math.sqrt(variance));
}

const times = (count: number, ms: number) => new Array<number>(count).fill(ms);

test.each([
  ['a loop that is on time', times(100, 10), 0],
  ['one stall of half a second', [...times(50, 10), 500], 122.5],
  ['four stalls of a tenth', [...times(60, 10), ...times(4, 100)], 18],
  ['nothing but half-second stalls', times(4, 500), 245],
  ['a loop that was blocked the whole time', [1000], 495],
])('%s has the mean delay of an event', (_what, intervals, delayMs) => {
  expect(delayOf(intervals)).toBeCloseTo(delayMs, 5);
});

test('is the mean wait of events at every moment', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 1 }), (intervals) => {
      // An event in the middle of every millisecond waits until the end of its interval.
      const waits = intervals.flatMap((each) => times(each, 0).map((_, at) => each - at - 0.5));
      const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
      expect(delayOf(intervals)).toBeCloseTo(mean - 5, 5);
    }),
    seeded('event loop delay', 200),
  );
});

test('take() returns a number, also twice in a row, and close() is idempotent', () => {
  const probe = new EventLoopDelay();
  expect(probe.take()).toBeGreaterThanOrEqual(0);
  expect(probe.take()).toBe(0);
  probe.close();
  probe.close();
});
