import { expect, test } from 'vitest';
import { maskedUrl } from './masked-url.ts';

test.each([
  ['/a', '/a'],
  ['/a?', '/a?'],
  ['', ''],
  ['/a?b=c&d=%41&e+f=g', '/a?b=c&d=%41&e+f=g'],
  ['/a?author=x&monkey=y&keyword=z', '/a?author=x&monkey=y&keyword=z'],
  ['https://host:80/a?b', 'https://host:80/a?b'],
  ['/a?b=c&api_key=user:pass&d', '/a?b=c&api_key=[redacted]&d'],
  ['/a?api%5Fkey=user:pass', '/a?api%5Fkey=[redacted]'],
  ['/a?%61pi_key=user:pass', '/a?%61pi_key=[redacted]'],
  ['/a?API_KEY=x=y', '/a?API_KEY=[redacted]'],
  ['/a?key=x&apikey=y', '/a?key=[redacted]&apikey=[redacted]'],
  ['/a?PageToken=x&authToken=y', '/a?PageToken=[redacted]&authToken=[redacted]'],
  ['/a?password=x?y', '/a?password=[redacted]'],
  ['/a?%zz=x&rate=50%25&%E4key=y', '/a?%zz=x&rate=50%25&%E4key=y'],
  ['/a?%zz%26api_key=x', '/a?%zz%26api_key=[redacted]'],
  // What somebody took for a parameter.
  ['/a?a=b;api_key=user:pass&c=d', '/a?a=b;api_key=[redacted]&c=d'],
  ['/a?a=b;api_key=user:pa;ss', '/a?a=b;api_key=[redacted]'],
  ['/a?a=b%26api_key=user:pass', '/a?a=b%26api_key=[redacted]'],
  ['/a?a=b%2526api_key=user:pass', '/a?a=b%2526api_key=[redacted]'],
  ['/a?a=b%26api_key%3Duser:pass', '/a?a=[redacted]'],
  ['/a?a=b%2526api%255Fkey%253Duser:pass', '/a?a=[redacted]'],
  ['/a?url=https://host/?token=x', '/a?url=https://host/?token=[redacted]'],
  ['/a?a#api_key=user:pass', '/a?a#api_key=[redacted]'],
  ['/a/api_key=user:pass', '/a/api_key=[redacted]'],
  ['/a&api_key=user:pa/ss?wo?rd', '/a&api_key=[redacted]'],
  ['/a%3Fapi_key=user:pass', '/a%3Fapi_key=[redacted]'],
  ['/a%3Fapi_key%3Duser:pass', '[redacted]'],
  // Users.
  ['http://user:pass@host/a?b', 'http://user:[redacted]@host/a?b'],
  ['//user:p@ss@host/a', '//user:[redacted]@host/a'],
  ['HTTP://user@host', 'HTTP://user@host'],
  ['http://host/a@b:c', 'http://host/a@b:c'],
])('%s is shown as %s', (url, expected) => {
  expect(maskedUrl(url)).toBe(expected);
});

test('the mask may be another', () => {
  expect(maskedUrl('https://me:x@host/?token=y', '***')).toBe('https://me:***@host/?token=***');
});

test('takes no longer than a text is long', () => {
  const started = performance.now();
  maskedUrl(`/${'a_'.repeat(8000)}?${'key-'.repeat(4000)}${'%25'.repeat(4000)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
