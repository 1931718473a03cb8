import { expect, test } from 'vitest';
import { retention } from './retention-schema.ts';

const SESSIONS = { sessionDays: 30, expectedHours: 24 };

test('without settings, all recordings are kept, and sessions for a while', () => {
  expect(retention.parse({})).toEqual({ lines: [], ...SESSIONS });
});

test('a rule names a line', () => {
  const lines = [
    { directoryNumber: '101', maxAgeDays: 1 },
    { deviceName: 'SEP1', maxAgeDays: 36_500 },
    { directoryNumber: '101', deviceName: 'SEP1', maxAgeDays: 7 },
  ];
  expect(retention.parse({ maxAgeDays: 30, lines })).toEqual({
    maxAgeDays: 30,
    lines,
    ...SESSIONS,
  });
  expect(() => retention.parse({ lines: [{ maxAgeDays: 1 }] })).toThrow('must name');
});

test.each([0, -1, 1.5, 36_501, '30', null])('%p is not a number of days', (maxAgeDays) => {
  expect(retention.safeParse({ maxAgeDays }).success).toBe(false);
  expect(retention.safeParse({ lines: [{ deviceName: 'a', maxAgeDays }] }).success).toBe(false);
});
