import { expect, test } from 'vitest';
import { requestedRange } from './byte-range.ts';

const BYTES = 100;

// RFC 9110, 14.1.2.
test.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=10-', { start: 10, end: 99 }],
  ['bytes=90-1000', { start: 90, end: 99 }],
  ['bytes=99-', { start: 99, end: 99 }],
  ['bytes=-1', { start: 99, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['BYTES= 5-6 ', { start: 5, end: 6 }],
  ['bytes=0-99999999999999999999999999', { start: 0, end: 99 }],
])('%s is a range', (header, range) => {
  expect(requestedRange(header, BYTES)).toEqual(range);
});

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=99999999999999999999-'])(
  '%s cannot be satisfied',
  (header) => {
    expect(requestedRange(header, BYTES)).toBe('unsatisfiable');
  },
);

// 14.2: a server may ignore a Range header that it does not understand, or that requests several ranges.
test.each([
  undefined,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=a-b',
  'bytes=5-4',
  'bytes=1-2,4-5',
  'bytes=0x1-2',
  'bytes=1--2',
  'items=0-1',
  'seconds=0-',
])('%j requests the whole', (header) => {
  expect(requestedRange(header, BYTES)).toBe('whole');
});

test('no range of an empty representation can be satisfied', () => {
  expect(requestedRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(requestedRange('bytes=-5', 0)).toBe('unsatisfiable');
  expect(requestedRange(undefined, 0)).toBe('whole');
});
