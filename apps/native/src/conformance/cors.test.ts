import { expect, test } from 'vitest';
import { nativeFixture, ORIGIN, OTHER_ORIGIN } from '../testing/native-fixture.ts';

const PAGES = '/recordings';

test('pages of an origin that the account allows can read responses', async () => {
  const { status, headers } = await nativeFixture().request('get', PAGES).set('Origin', ORIGIN);
  expect([status, headers['access-control-allow-origin']]).toEqual([200, ORIGIN]);
  expect(headers['access-control-expose-headers']).toContain('X-Request-Id');
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

test('an origin of another account, or of none, is not allowed', async () => {
  const { request } = nativeFixture();
  for (const [key, origin] of [
    ['acme-admin', OTHER_ORIGIN],
    ['other-admin', ORIGIN],
    ['acme-admin', 'https://evil.example'],
    ['acme-admin', 'null'],
  ] as const) {
    const { status, headers } = await request('get', PAGES, key).set('Origin', origin);
    expect(status).toBe(200);
    expect(headers.vary).toContain('Origin');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test('every response varies by origin, with one or without', async () => {
  expect((await nativeFixture().request('get', PAGES)).headers.vary).toContain('Origin');
});

test('a preflight has no credentials, and is answered for origins that any account allows', async () => {
  const { request } = nativeFixture();
  const preflight = (path: string, origin: string) =>
    request('options', path)
      .unset('Authorization')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'PATCH')
      .set('Access-Control-Request-Headers', 'authorization,content-type');
  for (const origin of [ORIGIN, OTHER_ORIGIN]) {
    const { status, headers } = await preflight('/directory/users/x', origin);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, PUT, DELETE, PATCH',
      'access-control-allow-headers': expect.stringContaining('Authorization, Content-Type'),
      'access-control-max-age': '600',
    });
  }
  expect((await preflight('/directory/users/x', 'https://evil.example')).status).toBe(401);
});

test('a page can tell wrong credentials from no connection', async () => {
  const wrong = nativeFixture().request('get', PAGES, 'wrong').set('Origin', ORIGIN);
  const { status, headers } = await wrong;
  expect([status, headers['access-control-allow-origin']]).toEqual([401, ORIGIN]);
});
