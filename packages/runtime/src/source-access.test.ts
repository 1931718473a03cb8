import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { basicOrTokenAccess, bearerAccess, tokenCheck } from './source-access.ts';

function request(url: string, authorization?: string): IncomingMessage {
  return { url, headers: { authorization } } as IncomingMessage;
}

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

test('accepts a bearer token', async () => {
  const authorize = bearerAccess(tokenCheck('secret'));
  expect(await authorize(request('/', 'Bearer secret'))).toBe(true);
  expect(await authorize(request('/', 'Bearer secrets'))).toBe(false);
  expect(await authorize(request('/', basic(':secret')))).toBe(false);
  expect(await authorize(request('/?token=secret'))).toBe(false);
});

describe('Asterisk', () => {
  test('accepts Basic credentials or a token in the URI', async () => {
    const authorize = basicOrTokenAccess({ username: 'pbx', password: 'p:w', token: 't/1' });
    if (authorize === undefined) throw new Error('access is not restricted');
    expect(await authorize(request('/', basic('pbx:p:w')))).toBe(true);
    expect(await authorize(request('/?uuid=1&token=t%2F1'))).toBe(true);
    expect(await authorize(request('/?token=t%2F1', basic('pbx:wrong')))).toBe(true);
    for (const refused of [
      request('/'),
      request('/?token=t'),
      request('/?token='),
      request('/', basic('pbx:wrong')),
      request('/', basic('other:p:w')),
    ]) {
      expect(await authorize(refused)).toBe(false);
    }
  });

  test('requires neither when neither is configured', () => {
    expect(basicOrTokenAccess({})).toBeUndefined();
  });
});
