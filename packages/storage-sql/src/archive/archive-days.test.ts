import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, daysIn, findInDays, partOfDay } from './archive-days.ts';

const DAY_MS = 86_400_000;
const instant = fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS });

test('the days of a stretch and their parts make the stretch', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 3 * DAY_MS }), (from, length) => {
      const stretch = { from, before: from + length };
      const [first, last] = daysIn(stretch);
      expect([first, last]).toEqual([dayOf(from), dayOf(from + length - 1)]);
      let at = from;
      for (let day = first; day <= last; day += 1) {
        const whole = { from: day * DAY_MS, before: (day + 1) * DAY_MS };
        const part = partOfDay(day, stretch) ?? whole;
        expect(part.from).toBe(at);
        at = part.before;
      }
      expect(at).toBe(stretch.before);
    }),
  );
});

test('an entry is found on its day', () => {
  const days = [
    { day: 5, size: 2 },
    { day: 3, size: 0 },
    { day: 2, size: 4 },
  ];
  const before = 5 * DAY_MS + 1000;
  expect(findInDays(days, 0, { before })).toEqual({ total: 6, begin: { before, skip: 0 } });
  expect(findInDays(days, 1, { before }).begin).toEqual({ before, skip: 1 });
  expect(findInDays(days, 2, { before }).begin).toEqual({ before: 3 * DAY_MS, skip: 0 });
  expect(findInDays(days, 5, { before }).begin).toEqual({ before: 3 * DAY_MS, skip: 3 });
  expect(findInDays(days, 6, { before })).toEqual({ total: 6, begin: undefined });
});
