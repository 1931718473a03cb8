import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventLoopDelay, meanWaitMs } from './event-loop-delay.ts';

/** What the probe's histogram says of intervals between the runs of its timer, milliseconds. */
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
  ['turns of half a second without end', times(4, 500), 245],
  ['one that stood still all the time', [1000], 495],
])('%s is late by the time that something waited', (_what, intervals, delayMs) => {
  expect(delayOf(intervals)).toBeCloseTo(delayMs, 5);
});

test('is what things that come at every moment wait for, on average', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 1 }), (intervals) => {
      // Something comes in the middle of every millisecond, and waits until its interval is over.
      const waits = intervals.flatMap((each) => times(each, 0).map((_, at) => each - at - 0.5));
      const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
      expect(delayOf(intervals)).toBeCloseTo(mean - 5, 5);
    }),
    seeded('event loop delay', 200),
  );
});

test('measures a number, also right after it was asked, and can be closed twice', () => {
  const probe = new EventLoopDelay();
  expect(probe.take()).toBeGreaterThanOrEqual(0);
  expect(probe.take()).toBe(0);
  probe.close();
  probe.close();
});
