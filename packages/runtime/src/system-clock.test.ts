import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RandomIds } from './random-ids.ts';
import { SystemClock } from './system-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function fired(clock: SystemClock, delayMs: number) {
  let times = 0;
  const timer = clock.after(delayMs, () => {
    times += 1;
  });
  return { timer, times: () => times };
}

test('calls once, when the delay has passed', () => {
  const { times } = fired(new SystemClock(), 100);
  vi.advanceTimersByTime(99);
  expect(times()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(times()).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(times()).toBe(1);
});

test('waits longer than the 24.8 days of a Node timer', () => {
  const days = 24 * 3_600_000;
  const { times } = fired(new SystemClock(), 60 * days);
  vi.advanceTimersByTime(60 * days - 1);
  expect(times()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(times()).toBe(1);
});

test('a canceled timer does not fire, also a long one between two steps', () => {
  const { timer, times } = fired(new SystemClock(), 2 ** 31 + 1000);
  vi.advanceTimersByTime(2 ** 31);
  timer.cancel();
  timer.cancel();
  vi.advanceTimersByTime(2000);
  expect(times()).toBe(0);
});

test('repeats until it is canceled', () => {
  let times = 0;
  const timer = new SystemClock().every(10, () => {
    times += 1;
  });
  vi.advanceTimersByTime(35);
  timer.cancel();
  vi.advanceTimersByTime(100);
  expect(times).toBe(3);
});

test('ids are UUIDs in lower case and never the same', () => {
  const ids = new RandomIds();
  const some = Array.from({ length: 100 }, () => ids.uuid());
  expect(new Set(some).size).toBe(100);
  for (const id of some) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
