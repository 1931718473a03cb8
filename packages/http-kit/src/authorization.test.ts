import { expect, test } from 'vitest';
import { basicCredentials, bearerToken } from './authorization.ts';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const withAuthorization = (authorization?: string) => ({
  headers: authorization === undefined ? {} : { authorization },
});

test.each([
  [basic('me:secret'), { username: 'me', password: 'secret' }],
  [basic('me:a:b:'), { username: 'me', password: 'a:b:' }],
  [basic(':'), { username: '', password: '' }],
  [basic('käthe:pä🎵'), { username: 'käthe', password: 'pä🎵' }],
  ['bAsIc   bWU6c2VjcmV0', { username: 'me', password: 'secret' }],
])('reads %s (RFC 7617)', (header, expected) => {
  expect(basicCredentials(withAuthorization(header))).toEqual(expected);
});

test.each([
  undefined,
  '',
  'Basic',
  'Basic ',
  'Basic ???',
  basic('no colon'),
  'Basicbme:secret',
  'Bearer bWU6c2VjcmV0',
  'Basic bWU6c2VjcmV0, Basic bWU6c2VjcmV0',
])('does not accept %j as credentials', (header) => {
  expect(basicCredentials(withAuthorization(header))).toBeUndefined();
});

test('reads a bearer token (RFC 6750)', () => {
  expect(bearerToken(withAuthorization('Bearer a.b-c_d~e+f/g=='))).toBe('a.b-c_d~e+f/g==');
  expect(bearerToken(withAuthorization('bearer abc'))).toBe('abc');
  for (const header of [undefined, 'Bearer', 'Bearer two words', 'Basic abc', 'Bearer "abc"']) {
    expect(bearerToken(withAuthorization(header))).toBeUndefined();
  }
});
