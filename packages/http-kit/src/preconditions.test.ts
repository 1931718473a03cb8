import { expect, test } from 'vitest';
import { failedCondition, rangeApplies } from './preconditions.ts';

const validators = { etag: '"v1"', modifiedAt: Date.UTC(1994, 10, 6, 8, 49, 37, 500) };
const same = 'Sun, 06 Nov 1994 08:49:37 GMT';
const earlier = 'Sun, 06 Nov 1994 08:49:36 GMT';
const later = 'Sun, 06 Nov 1994 08:49:38 GMT';

// RFC 9110, 13.1.1 to 13.1.4 and their order in 13.2.2.
test.each([
  [{}, undefined],
  [{ 'if-none-match': '"v1"' }, 304],
  [{ 'if-none-match': 'W/"v1"' }, 304],
  [{ 'if-none-match': '*' }, 304],
  [{ 'if-none-match': '"a", W/"b,c" , "v1"' }, 304],
  [{ 'if-none-match': '"v2"' }, undefined],
  [{ 'if-none-match': 'v1' }, undefined],
  [{ 'if-none-match': '' }, undefined],
  [{ 'if-modified-since': same }, 304],
  [{ 'if-modified-since': later }, 304],
  [{ 'if-modified-since': earlier }, undefined],
  [{ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, 304],
  [{ 'if-modified-since': 'Sun Nov  6 08:49:37 1994' }, 304],
  [{ 'if-modified-since': '2030-01-01T00:00:00Z' }, undefined],
  [{ 'if-modified-since': 'Sun, 99 Nov 1994 08:49:37 GMT' }, undefined],
  [{ 'if-none-match': '"v2"', 'if-modified-since': later }, undefined],
  [{ 'if-match': '"v1"' }, undefined],
  [{ 'if-match': '*' }, undefined],
  [{ 'if-match': 'W/"v1"' }, 412],
  [{ 'if-match': '"v2", "v3"' }, 412],
  [{ 'if-match': '"v1"', 'if-none-match': '"v1"' }, 304],
  [{ 'if-unmodified-since': earlier }, 412],
  [{ 'if-unmodified-since': same }, undefined],
  [{ 'if-unmodified-since': 'nonsense' }, undefined],
  [{ 'if-match': '"v1"', 'if-unmodified-since': earlier }, undefined],
])('%j gets the response %s', (headers, status) => {
  expect(failedCondition(headers, validators)).toBe(status);
});

// RFC 9110, 13.1.5.
test.each([
  [undefined, true],
  ['"v1"', true],
  ['"v2"', false],
  ['W/"v1"', false],
  [same, true],
  [later, false],
  [earlier, false],
  ['', false],
])('If-Range %j allows a range: %s', (header, applies) => {
  expect(rangeApplies(header, validators)).toBe(applies);
});

test('a list of tags is read in linear time', () => {
  const list = '"'.repeat(16_000);
  expect(failedCondition({ 'if-none-match': list }, validators)).toBeUndefined();
});
