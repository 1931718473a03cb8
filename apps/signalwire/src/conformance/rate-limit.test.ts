// docs/contracts/laml.md#errors: 429 20429.

import { Registry } from 'prom-client';
import request from 'supertest';
import { expect, test } from 'vitest';
import {
  ACME,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  storeRecording,
} from '../testing/harness.ts';

const LIMIT = { perSecond: 1, burst: 3 };

function setUp(rateLimit = LIMIT) {
  const metrics = new Registry();
  const { app, core } = createHarness({ rateLimit, metrics });
  const list = (identity = ACME) =>
    request(app)
      .get(`/api/laml/2010-04-01/Accounts/${identity.sid}/Recordings`)
      .auth(identity.sid, identity.token);
  const statuses = async (count: number, ask: () => request.Test = list) => {
    const found: number[] = [];
    for (let i = 0; i < count; i += 1) found.push((await ask()).status);
    return found;
  };
  return { app, core, metrics, list, statuses };
}

test('429 20429 with Retry-After while an account exceeds its limit', async () => {
  const { core, list, statuses } = setUp();
  expect(await statuses(3)).toEqual([200, 200, 200]);
  const refused = await list();
  expect(errorOf(refused)).toEqual(fault(429, 20429));
  expect(refused.headers['retry-after']).toBe('1');
  core.clock.advance(1000);
  expect(await statuses(2)).toEqual([200, 429]);
});

test('requests are counted per account, and refusals in a metric', async () => {
  const { list, metrics, statuses } = setUp();
  await statuses(5);
  expect((await list(GLOBEX)).status).toBe(200);
  expect(await metrics.metrics()).toContain(
    'http_requests_refused_total{dialect="signalwire",account="acme"} 2',
  );
});

test('neither requests for public audio nor wrong tokens use up an account’s limit', async () => {
  const { app, core, list, statuses } = setUp();
  const { id } = await storeRecording(core);
  const media = () => request(app).get(`${BASE}/Recordings/${id}`);
  expect(await statuses(4, media)).toEqual([200, 200, 200, 429]);
  const wrong = () => request(app).get(`${BASE}/Recordings`).auth(ACME.sid, 'wrong');
  expect(await statuses(5, wrong)).toEqual([401, 401, 401, 401, 401]);
  expect((await list()).status).toBe(200);
});

test('0 means no limit', async () => {
  const { statuses } = setUp({ perSecond: 0, burst: 1 });
  expect(new Set(await statuses(20))).toEqual(new Set([200]));
});
