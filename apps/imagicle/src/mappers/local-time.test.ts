import { expect, test } from 'vitest';
import { localTimeIn } from './local-time.ts';

test.each([
  ['UTC', Date.UTC(2018, 6, 2, 15, 7), '2018-07-02T15:07:00.0000000'],
  ['UTC', Date.UTC(2026, 0, 1, 0, 0, 0, 7), '2026-01-01T00:00:00.0070000'],
  ['UTC', -1, '1969-12-31T23:59:59.9990000'],
  ['Europe/Rome', Date.UTC(2018, 6, 2, 22, 30), '2018-07-03T00:30:00.0000000'],
  // The hour that comes twice when summer time ends.
  ['Europe/Rome', Date.UTC(2026, 9, 25, 0, 30), '2026-10-25T02:30:00.0000000'],
  ['Europe/Rome', Date.UTC(2026, 9, 25, 1, 30), '2026-10-25T02:30:00.0000000'],
  ['Asia/Kathmandu', Date.UTC(2026, 0, 1, 18, 15), '2026-01-02T00:00:00.0000000'],
])('%s %d', (timeZone, epochMs, text) => {
  expect(localTimeIn(timeZone)(epochMs)).toBe(text);
});
