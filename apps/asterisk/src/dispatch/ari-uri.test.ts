import { describe, expect, test } from 'vitest';
import { ariDecode, isTrue, parseParameters, queryOf, splitUrl } from './ari-uri.ts';
import { canonicalUrl } from './canonical-url.ts';

describe('ariDecode', () => {
  test.each([
    ['plain', 'plain'],
    ['a+b%20c', 'a b c'],
    ['%2B', '+'],
    ['%E6%97%A5%e6%9c%ac', '日本'],
    ['100%', '100%'],
    ['%zz%2', '%zz%2'],
    ['%25%32%46', '%2F'],
    ['%ff', '\ufffd'],
    ['%00', '\0'],
  ])('%j is %j', (encoded, decoded) => {
    expect(ariDecode(encoded)).toBe(decoded);
  });
});

describe('canonicalUrl', () => {
  test.each([
    ['/ari', '/ari'],
    ['/ari/', '/ari/'],
    ['/ari/recordings/stored/a+b?x=+', '/ari/recordings/stored/a%20b?x=+'],
    ['/ari/a%2fb/50%', '/ari/a%2Fb/50%25'],
    ['/ari/%2e%2e/x', '/ari/../x'],
    ['/ari//x', '/ari//x'],
  ])('%s becomes %s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  test.each(['/', '/arix', '/ARI/x', '/%61ri/x', '*', ''])('%j is not for here', (url) => {
    expect(canonicalUrl(url)).toBeUndefined();
  });
});

test('parameters: the last of one name, values with =, names without', () => {
  expect([...parseParameters('a=1&&b=x=y&a=2&c&%61d=%26&=z')]).toEqual([
    ['a', '2'],
    ['b', 'x=y'],
    ['c', ''],
    ['ad', '&'],
    ['', 'z'],
  ]);
  expect([...queryOf('/ari/x?app=a,b?c')]).toEqual([['app', 'a,b?c']]);
  expect(splitUrl('/ari/x')).toEqual(['/ari/x', '']);
});

test('isTrue knows the words of Asterisk, in any case', () => {
  expect(['yes', 'True', 'Y', 't', '1', 'ON'].filter(isTrue)).toHaveLength(6);
  expect(['no', '', '0', 'yes ', '11', 'enabled'].filter(isTrue)).toEqual([]);
});
