import supertest from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, ORIGIN, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#dispatch-in-this-order: step 1. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const STORED = '/ari/recordings/stored';

test('an allowed origin is echoed, on errors too', async () => {
  for (const [path, status] of [
    [STORED, 200],
    ['/ari/nowhere', 404],
  ] as const) {
    const response = await ari.pbx.get(path).set('Origin', ORIGIN).expect(status);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
    });
  }
  const refused = await supertest(ari.url).get(STORED).set('Origin', ORIGIN).expect(401);
  expect(refused.headers['access-control-allow-origin']).toBe(ORIGIN);
});

test('another origin, and none, gets no header', async () => {
  const other = await ari.pbx.get(STORED).set('Origin', 'https://evil.example').expect(200);
  const none = await ari.pbx.get(STORED).expect(200);
  for (const { headers } of [other, none]) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test('the origin of one account does not hold for another', async () => {
  const response = await ari.stranger.get(STORED).set('Origin', ORIGIN).expect(200);
  expect(response.headers.vary).toContain('Origin');
  expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
});

test('a preflight gets methods and headers', async () => {
  const response = await ari.pbx
    .options('/ari/recordings/live/x/pause')
    .set('Origin', ORIGIN)
    .set('Access-Control-Request-Method', 'POST')
    .set('Access-Control-Request-Headers', 'content-type, authorization')
    .expect(204);
  expect(response.headers).toMatchObject({
    allow: 'OPTIONS,POST,DELETE',
    'access-control-allow-methods': 'OPTIONS,POST,DELETE',
    'access-control-allow-headers': 'content-type, authorization',
  });
});

test('a preflight for an unknown method gets no methods', async () => {
  const response = await ari.pbx
    .options('/ari/recordings/live/x/pause')
    .set('Origin', ORIGIN)
    .set('Access-Control-Request-Method', 'PUT')
    .expect(204);
  expect(response.headers['access-control-allow-origin']).toBe(ORIGIN);
  expect(response.headers).not.toHaveProperty('access-control-allow-methods');
});
