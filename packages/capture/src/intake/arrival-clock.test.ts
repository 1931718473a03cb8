import { describe, expect, test } from 'vitest';
import { ArrivalClock } from './arrival-clock.ts';

const FRAME = 20;

/** Feeds frames that arrive at the given instants; returns what the clock said of each. */
function feed(clock: ArrivalClock, arrivals: readonly number[]): string[] {
  return arrivals.map((at) => {
    const verdict = clock.arrive(FRAME, at);
    if (verdict === 'follows') clock.place(FRAME);
    return verdict;
  });
}

describe('ArrivalClock', () => {
  test('places a steady stream without gaps', () => {
    const clock = new ArrivalClock();
    expect(feed(clock, [1000, 1020, 1040])).toEqual(['follows', 'follows', 'follows']);
    expect(clock.endMs).toBe(1040);
  });

  test('ignores jitter within the tolerance', () => {
    const clock = new ArrivalClock();
    expect(feed(clock, [1000, 1090, 1095, 1100, 1105])).not.toContain('hold');
    expect(clock.endMs).toBe(1080);
  });

  test('treats a stall and the burst after it as late audio, not as lost audio', () => {
    const clock = new ArrivalClock();
    feed(clock, [1000]);
    // One second of nothing, then the 50 frames of it at once.
    const burst = Array.from({ length: 50 }, () => 2000);
    const verdicts = feed(clock, burst);
    expect(verdicts[0]).toBe('hold');
    const caughtUp = verdicts.indexOf('caught-up');
    // It has caught up when less than the tolerance of 100 ms is missing.
    expect(caughtUp).toBe(44);
  });

  test('treats a stream that stays late as having a gap of that delay', () => {
    const clock = new ArrivalClock();
    feed(clock, [1000]);
    const resumed = Array.from({ length: 20 }, (_, i) => 2000 + i * FRAME);
    expect(feed(clock, resumed)).toEqual(Array(20).fill('hold'));
    expect(clock.isDue(2399)).toBe(false);
    expect(clock.isDue(2400)).toBe(true);
    expect(clock.settle()).toEqual([980, ...Array(19).fill(0)]);
    expect(clock.isDue(9999)).toBe(false);
  });

  test('gives a network that stalls again the time to catch up', () => {
    const clock = new ArrivalClock();
    feed(clock, [1000]);
    expect(feed(clock, [1141])).toEqual(['hold']);
    expect(clock.isDue(1541)).toBe(false);
    expect(feed(clock, Array(22).fill(1541)).at(-1)).toBe('caught-up');
    clock.release();
    expect(feed(clock, [2000])).toEqual(['hold']);
    expect(clock.isDue(2999)).toBe(false);
    expect(clock.isDue(3000)).toBe(true);
  });

  test('two spurts of talk that arrive together are each placed at their position', () => {
    const clock = new ArrivalClock();
    feed(clock, [1000]);
    feed(clock, [2000, 2020, 2240, 2260]);
    expect(clock.settle()).toEqual([980, 0, 200, 0]);
  });

  test('a burst after silence is placed before its arrival', () => {
    const clock = new ArrivalClock();
    feed(clock, [1000]);
    feed(clock, [2800, 2800, 2800, 2820]);
    // Its last frame was spoken at 2,800 at the latest, the others just before it.
    expect(clock.settle()).toEqual([1740, 0, 0, 0]);
  });

  test('a source that runs ahead of the clock is never delayed', () => {
    const clock = new ArrivalClock();
    expect(feed(clock, Array(500).fill(1000))).not.toContain('hold');
    expect(clock.endMs).toBe(1000 + 499 * FRAME);
    // Nor when it then pauses for less than it is ahead.
    expect(feed(clock, [9000])).toEqual(['follows']);
  });
});
