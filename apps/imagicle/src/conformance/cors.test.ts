import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, BOSS, createHarness, GLOBEX, testAccounts } from '../testing/harness.ts';

const LIST = `${BASE}/Recordings?page=1&pageSize=1`;

function originOf(accountId: string): string {
  return `https://${accountId}.example`;
}

/** The API, whose accounts allow an origin each. */
function createApp() {
  const accounts = testAccounts().map((account) => ({
    ...account,
    cors: { origins: [originOf(account.id)] },
  }));
  return createHarness({ accounts }).app;
}

test('pages of the account’s own origin can read responses, and those of another’s cannot', async () => {
  const app = createApp();
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
  const { status, headers } = await request(createApp())
    .options(LIST.toLowerCase())
    .set('Origin', originOf(ACME))
    .set('Access-Control-Request-Method', 'GET');
  expect([status, headers['access-control-allow-methods']]).toEqual([204, 'GET, POST']);
});
