import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, BOSS, createHarness, GLOBEX, originOf } from '../testing/harness.ts';

const LIST = `${BASE}/Recordings?page=1&pageSize=1`;

test('pages of the account’s own origin can read responses, and those of another’s cannot', async () => {
  const { app } = createHarness();
  const ask = (origin: string) =>
    request(app)
      .get(LIST)
      .auth(...BOSS)
      .set('Origin', origin);
  const own = await ask(originOf(ACME));
  expect([own.status, own.headers['access-control-allow-origin']]).toEqual([200, originOf(ACME)]);
  const other = await ask(originOf(GLOBEX));
  expect([other.status, other.headers.vary]).toEqual([200, 'Origin']);
  expect(other.headers).not.toHaveProperty('access-control-allow-origin');
});

test('a preflight is answered without credentials, in any spelling of the path', async () => {
  const { status, headers } = await request(createHarness().app)
    .options(LIST.toLowerCase())
    .set('Origin', originOf(ACME))
    .set('Access-Control-Request-Method', 'GET');
  expect([status, headers['access-control-allow-methods']]).toEqual([204, 'GET, POST']);
});
