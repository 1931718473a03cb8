import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, createHarness, GLOBEX, storeRecording } from '../testing/harness.ts';

const ORIGIN = 'https://acme.example';
const OTHER_ORIGIN = 'https://globex.example';

test('a page of the account’s origin plays public audio by ranges, with what it needs to know', async () => {
  const { core, app } = createHarness();
  const { id } = await storeRecording(core);
  const path = `${BASE}/Recordings/${id}.wav`;
  const preflight = await request(app)
    .options(path)
    .set('Origin', ORIGIN)
    .set('Access-Control-Request-Method', 'GET')
    .set('Access-Control-Request-Headers', 'range');
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-headers']).toContain('Range');
  expect(preflight.headers['access-control-allow-methods']).toContain('GET');
  const { status, headers } = await request(app)
    .get(path)
    .set('Origin', ORIGIN)
    .set('Range', 'bytes=0-9');
  expect(status).toBe(206);
  expect(headers).toMatchObject({
    'access-control-allow-origin': ORIGIN,
    'access-control-expose-headers': expect.stringContaining('Content-Range'),
    vary: 'Origin',
  });
});

test('neither audio nor lists can be read by pages of another account’s origin', async () => {
  const { core, app } = createHarness();
  const { id } = await storeRecording(core);
  const audio = await request(app).get(`${BASE}/Recordings/${id}.wav`).set('Origin', OTHER_ORIGIN);
  const list = await request(app)
    .get(`${BASE}/Recordings.json`)
    .auth(ACME.sid, ACME.token)
    .set('Origin', OTHER_ORIGIN);
  for (const { status, headers } of [audio, list]) {
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
  const own = await request(app)
    .get(`/api/laml/2010-04-01/Accounts/${GLOBEX.sid}/Recordings.json`)
    .auth(GLOBEX.sid, GLOBEX.token)
    .set('Origin', OTHER_ORIGIN);
  expect(own.headers['access-control-allow-origin']).toBe(OTHER_ORIGIN);
});
