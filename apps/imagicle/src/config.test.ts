import { expect, test } from 'vitest';
import { imagicleSection } from './config.ts';

const { schema } = imagicleSection;

test('by default, times without an offset are in UTC, and lists have 1000 recordings', () => {
  expect(schema.parse({})).toEqual({ timeZone: 'UTC', listLimit: 1000 });
  expect(schema.parse({ timeZone: 'Europe/Rome' }).timeZone).toBe('Europe/Rome');
});

test.each(['Mars/Olympus', ''])('%j is not a time zone', (timeZone) => {
  expect(schema.safeParse({ timeZone }).error?.issues.at(-1)?.message).toBe(
    'must be an IANA time zone',
  );
});
