import { expect, test } from 'vitest';
import { localTimeIn } from './local-time.ts';
import { timeReaderIn } from './read-time.ts';

const iso = (zone: string, text: string) => {
  const time = timeReaderIn(zone)(text);
  return time && [new Date(time.at).toISOString(), time.spanMs];
};

test.each([
  ['2018-11-01T00:00:00Z', '2018-11-01T00:00:00.000Z', 1000],
  ['2018-07-02T15:07:00.0000000', '2018-07-02T13:07:00.000Z', 1],
  ['2018-07-02T15:07:00.1239999z', '2018-07-02T15:07:00.123Z', 1],
  ['2018-07-02 15:07', '2018-07-02T13:07:00.000Z', 60_000],
  ['2018-11-01', '2018-10-31T23:00:00.000Z', 86_400_000],
  ['2018-07-02T15:07:00+02:00', '2018-07-02T13:07:00.000Z', 1000],
  ['2018-07-02T15:07:00 02:00', '2018-07-02T13:07:00.000Z', 1000],
  ['2018-07-02T15:07:00-0530', '2018-07-02T20:37:00.000Z', 1000],
  // The hour that does not come, and the one that comes twice.
  ['2018-03-25T02:30:00', '2018-03-25T01:30:00.000Z', 1000],
  ['2018-10-28T02:30:00', '2018-10-28T00:30:00.000Z', 1000],
])('%s in Rome', (text, at, spanMs) => {
  expect(iso('Europe/Rome', text)).toEqual([at, spanMs]);
});

test.each([
  ['', 'now', '2018', '2018-13-01', '2018-02-30', '2018-02-29T00:00:00Z', '2018-01-01T24:01'],
  ['2018-01-01T00:00:00+15:00', '2018-01-01T00:00:60Z', '01/02/2018', '2018-01-01T00:00:00Z;'],
])('no time', (...texts) => {
  expect(texts.map((text) => iso('UTC', text))).toEqual(texts.map(() => undefined));
});

test.each(['UTC', 'Europe/Rome', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'what is printed in %s is read as the same instant, but for the hour that comes twice',
  (zone) => {
    const [print, read] = [localTimeIn(zone), timeReaderIn(zone)];
    for (let at = Date.UTC(2026, 0); at < Date.UTC(2027, 0); at += 34_567_891) {
      const again = read(print(at))?.at ?? Number.NaN;
      expect(print(again)).toBe(print(at));
      expect(at - again === 0 || at - again === 3_600_000 || at - again === 1_800_000).toBe(true);
    }
  },
);
