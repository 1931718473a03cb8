import { expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const MINUTE_MS = 60_000;

test.each([
  ['time that passes', 365 * 24 * 60, 0, 0],
  ['a correction', 60, 9, 0],
  ['a jump forward', 60, 30 * 24 * 60, 30 * 24 * 60],
  ['a jump back', 60, -15, -15],
])('%s', (_what, passedMin, jumpedMin, foundMin) => {
  let passed = 5;
  let wall = Date.UTC(2026, 0);
  const watch = new ClockWatch({ now: () => wall, monotonicMs: () => passed });
  expect(watch.jumpMs).toBe(0);
  passed += passedMin * MINUTE_MS;
  wall += (passedMin + jumpedMin) * MINUTE_MS;
  expect(watch.jumpMs).toBe(foundMin * MINUTE_MS);
  wall -= jumpedMin * MINUTE_MS;
  expect(watch.jumpMs).toBe(0);
});
