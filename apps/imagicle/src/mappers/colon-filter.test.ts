import { expect, test } from 'vitest';
import { colonFilter } from './colon-filter.ts';

test.each([
  ['225', 'equals', '225'],
  ['equals:225', 'equals', '225'],
  ['CONTAINS:+12', 'contains', '+12'],
  ['contains:', 'contains', ''],
  ['sip:anna@example.com', 'equals', 'sip:anna@example.com'],
  [':225', 'equals', ':225'],
  ['equals:contains:1', 'equals', 'contains:1'],
  ['before:1', 'equals', 'before:1'],
])('%s', (text, operator, value) => {
  expect(colonFilter(text, ['contains'])).toEqual({ operator, value });
});

test('none', () => {
  expect(colonFilter(undefined)).toBeUndefined();
  expect(colonFilter('')).toBeUndefined();
});
