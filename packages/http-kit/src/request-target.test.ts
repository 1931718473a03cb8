import { expect, test } from 'vitest';
import { loggableUrl, originForm, pathOf } from './request-target.ts';

test.each([
  ['/a/b?c=d', '/a/b?c=d'],
  ['http://host:80/a?b', '/a?b'],
  ['HTTPS://user:pass@host/a', '/a'],
  ['http://host', '/'],
  ['http://host?b', '/?b'],
  ['*', '*'],
  ['//host/a', '//host/a'],
  ['/a#b', '/a%23b'],
  ['/%2F%zz', '/%2F%zz'],
])('%j in origin form is %j', (target, expected) => {
  expect(originForm(target)).toBe(expected);
});

test('the path ends at the query', () => {
  expect(pathOf('/a/b?c/d?e')).toBe('/a/b');
  expect(pathOf('/a/b')).toBe('/a/b');
});

test.each([
  ['/a?b=c&api_key=user:pass&d', '/a?b=c&api_key=[redacted]&d'],
  ['http://user:pass@host/a?b;token=x', 'http://user:[redacted]@host/a?b;token=[redacted]'],
  ['/a?author=x&monkey=y', '/a?author=x&monkey=y'],
])('%s is logged as %s', (url, expected) => {
  expect(loggableUrl(url)).toBe(expected);
});

test('a long URL is truncated', () => {
  expect(loggableUrl(`/${'x'.repeat(5000)}?password=x`)).toHaveLength(1024);
});
