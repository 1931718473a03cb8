import { expect, test } from 'vitest';
import { cpuSecondsOf, useOf } from './process-meter.ts';

test('adds user and kernel time, whatever the name of the program', () => {
  // proc(5): fields 14 and 15 are utime and stime, in ticks of 10 ms.
  const stat = '42 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 9 9 20 0 11 0 1 1 1';
  expect(cpuSecondsOf(stat)).toBe(2);
});

test('measures this process', () => {
  const { cpuSeconds, residentBytes, writtenBytes } = useOf(process.pid);
  expect(cpuSeconds).toBeGreaterThan(0);
  expect(residentBytes).toBeGreaterThan(10_000_000);
  expect(writtenBytes).toBeGreaterThanOrEqual(0);
});
