import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { BASE, BOSS, createHarness, LIVE, recordCall, stateOf } from '../testing/harness.ts';
import { rawRequest } from '../testing/raw-request.ts';

describe('bodies of operations without one', () => {
  test.each(['{"directoryNumber":', '[]', 'null', '\u0000'])(
    'GET and DELETE do not look at %j',
    async (body) => {
      const { core, app } = createHarness();
      const { recording } = await recordCall(core);
      const send = (method: 'get' | 'delete', url: string) =>
        request(app)
          [method](url)
          .auth(...BOSS)
          .set('Content-Type', 'application/json')
          .send(body);
      expect((await send('get', LIVE)).status).toBe(200);
      expect((await send('get', `${BASE}/Recordings/${recording.id}`)).status).toBe(404);
      expect((await send('delete', LIVE)).status).toBe(400);
      expect((await send('delete', `${LIVE}/${recording.id}`)).status).toBe(204);
    },
  );

  test('Get Active Recordings, "Request Content-Type: application/json": the header alone does no harm', async () => {
    const response = await request(createHarness().app)
      .get(LIVE)
      .auth(...BOSS)
      .set('Content-Type', 'application/json');
    expect(response.status).toBe(200);
  });
});

describe('path traversal', () => {
  test.each([
    [`${LIVE}/..`, 400],
    [`${LIVE}/../Recordings`, 404],
    [`${LIVE}/%2e%2e`, 400],
    [`${LIVE}/..%2f..%2f..%2fetc%2fpasswd`, 400],
    [`${LIVE}/..%5c..%5cweb.config`, 400],
    [`${LIVE}/%00`, 400],
    [`${BASE}/%4CiveRecordings`, 404],
    [`${BASE}//LiveRecordings`, 404],
    [`${BASE}/./LiveRecordings`, 404],
  ])('DELETE %s', async (path, status) => {
    const { core, app, logged } = createHarness();
    const { recording } = await recordCall(core);
    const response = await rawRequest(app, 'DELETE', path, BOSS);
    expect(response.status).toBe(status);
    expect(await stateOf(core, recording)).toBe('recording');
    expect(logged).toEqual([]);
  });
});

test.each(['%zz', '%ff', '%00', '%F0%9F%93%9E', 'x'.repeat(4096), '__proto__', "' OR 1=1 --"])(
  'a filter of %s finds nothing and harms nothing',
  async (value) => {
    const { core, app, logged } = createHarness();
    await recordCall(core);
    const query = new URLSearchParams({ directoryNumber: value }).toString();
    for (const url of [`${LIVE}?${query}`, `${LIVE}?deviceName=${encodeURI(value)}&${query}`]) {
      const response = await request(app)
        .get(url)
        .auth(...BOSS);
      expect([response.status, response.body]).toEqual([200, []]);
    }
    expect(logged).toEqual([]);
  },
);
