import { expect, test } from 'vitest';
import { retention } from './retention-schema.ts';

test('without settings, everything is kept', () => {
  expect(retention.parse({})).toEqual({ lines: [] });
});

test('a rule names a line', () => {
  const lines = [
    { directoryNumber: '101', maxAgeDays: 1 },
    { deviceName: 'SEP1', maxAgeDays: 36_500 },
    { directoryNumber: '101', deviceName: 'SEP1', maxAgeDays: 7 },
  ];
  expect(retention.parse({ maxAgeDays: 30, lines })).toEqual({ maxAgeDays: 30, lines });
  expect(() => retention.parse({ lines: [{ maxAgeDays: 1 }] })).toThrow('must name');
});

test.each([0, -1, 1.5, 36_501, '30', null])('%p is not a number of days', (maxAgeDays) => {
  expect(retention.safeParse({ maxAgeDays }).success).toBe(false);
  expect(retention.safeParse({ lines: [{ deviceName: 'a', maxAgeDays }] }).success).toBe(false);
});
