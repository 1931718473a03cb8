import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from './parse-date.ts';
import { rfc2822 } from './rfc2822.ts';

const MOMENT = Date.UTC(2018, 8, 25, 23, 0, 0);
/** Years that four digits can name, and that `Date` does not take for others. */
const instants = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(9999, 11, 31) });

test.each([
  '2018-09-25T23:00:00Z',
  '2018-09-25T23:00:00z',
  '2018-09-25t23:00Z',
  '2018-09-25T23:00:00',
  '2018-09-25 23:00:00',
  '2018-09-25 23:00',
  '2018-09-26 01:00:00+0200',
  '2018-09-25T23:00:00+00:00',
  '2018-09-26T01:00:00+0200',
  '2018-09-26T01:00:00 02:00',
  '2018-09-25T18:30:00-04:30',
  'Tue, 25 Sep 2018 23:00:00 +0000',
  'Tue, 25 Sep 2018 23:00:00  0000',
  '25 Sep 2018 23:00 GMT',
  'Tue, 25 Sep 2018 19:00:00 EDT',
  'tue, 25 sep 2018 23:00:00 z',
])('%s', (text) => {
  expect(parseDate(text)).toEqual({ at: MOMENT, lengthMs: 1000 });
});

test('a date is its first instant, and a fraction is kept to the millisecond', () => {
  expect(parseDate('2018-09-25')).toEqual({ at: Date.UTC(2018, 8, 25), lengthMs: 0 });
  expect(parseDate('2018-09-25T23:00:00.123456Z')).toEqual({ at: MOMENT + 123, lengthMs: 1 });
});

test.each([
  ...['', ' ', 'now', '2018', '2018-09', '2018-9-25', '20180925', '18-09-25', '1537916400'],
  ...['2018-13-01', '2018-00-10', '2018-02-29', '2018-09-31', '2018-09-25T24:00:00Z'],
  ...['2018-09-25T23:60:00Z', '2018-09-25T23:00:60Z', '2018-09-25T23:00:00+24:00', '0000-00-00'],
  ...['2018-09-25T', '2018-09-25T23Z', '2018-09-25 ', ' 2018-09-25', '2018-09-25T23:00:00ZZ'],
  ...[
    'Tue, 25 Foo 2018 23:00:00 GMT',
    'Tue, 25 Sep 18 23:00:00 GMT',
    '25 Sep 2018',
    '25 Sep 2018 23:00 XYZ',
  ],
  ...['Tue, 32 Sep 2018 23:00:00 GMT', '٢٠١٨-٠٩-٢٥', '2018-09-25\n', `${'2'.repeat(10_000)}-09-25`],
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});

describe('for any instant', () => {
  const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;

  test('the formats that we print and that both SDKs send are parsed', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const iso = new Date(at).toISOString();
        expect(parseDate(rfc2822(at))?.at).toBe(seconds(at));
        expect(parseDate(iso)?.at).toBe(at);
        expect(parseDate(`${iso.slice(0, 19)}Z`)?.at).toBe(seconds(at));
        expect(parseDate(iso.slice(0, 10))?.at).toBe(Date.parse(iso.slice(0, 10)));
      }),
    );
  });

  test('the zone in which it is written makes no difference', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }), (at, zone) => {
        const local = new Date(at + zone * 60_000);
        fc.pre(local.getUTCFullYear() >= 1970 && local.getUTCFullYear() <= 9999);
        const two = (n: number) => String(n).padStart(2, '0');
        const [hours, minutes] = [two(Math.floor(Math.abs(zone) / 60)), two(Math.abs(zone) % 60)];
        const sign = zone < 0 ? '-' : '+';
        const text = local.toISOString().slice(0, 19);
        expect(parseDate(`${text}${sign}${hours}:${minutes}`)?.at).toBe(seconds(at));
        const printed = rfc2822(local.getTime()).replace('+0000', `${sign}${hours}${minutes}`);
        expect(parseDate(printed)?.at).toBe(seconds(at));
      }),
    );
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const found = parseDate(text);
        if (found !== undefined) expect(Number.isFinite(found.at)).toBe(true);
      }),
    );
  });
});
