// docs/contracts/laml.md#traps-that-break-existing-clients and docs/contracts/laml.md#errors: bases,
// spellings, and failures of any request.

import express from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  BASE,
  createHarness,
  errorOf,
  fault,
  recordCall,
  storeRecording,
} from '../testing/harness.ts';

describe('bases', () => {
  test.each([
    '/api/laml/2010-04-01',
    '/2010-04-01',
    '/api/laml/api/laml/2010-04-01',
    '/api/laml/api/laml/api/laml/2010-04-01',
  ])('%s serves the same', async (base) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const path = `${base}/Accounts/${ACME.sid}/Recordings/${id}`;
    const json = await request(app).get(`${path}.json`).auth(ACME.sid, ACME.token);
    expect(json.status).toBe(200);
    // SignalWire's shape: the uri never depends on how the request came.
    expect(json.body.uri).toBe(`${BASE}/Recordings/${id}.json`);
    expect((await request(app).get(path)).status).toBe(200);
    expect((await request(app).get(`${path}.json`)).status).toBe(401);
  });

  test('the doubled base is SignalWire’s, also for the status of a create', async () => {
    const { app, core } = createHarness();
    const { call } = await recordCall(core);
    const path = `/api/laml${BASE}/Calls/${call.id}/Recordings.json`;
    expect((await request(app).post(path).auth(ACME.sid, ACME.token)).status).toBe(200);
  });

  test.each(['/', '/api/laml', '/2010-04-02/Accounts/x', '/api/v1/sessions', '/2010-04-01x'])(
    '%s is not handled and falls through',
    async (path) => {
      const { app } = createHarness();
      const outer = express().use(app);
      outer.use((_req, res) => {
        res.status(418).end();
      });
      expect((await request(outer).get(path)).status).toBe(418);
    },
  );
});

describe('every error has a JSON object as its body, in the vendor’s four keys', () => {
  test('404 20404: paths that are not served, with the path in the message', async () => {
    const { app } = createHarness();
    for (const path of [`${BASE}/Nothing.json`, `${BASE}/Calls/x/Nothing`, '/2010-04-01']) {
      const response = await request(app).get(`${path}?a=b`).auth(ACME.sid, ACME.token);
      expect(errorOf(response)).toEqual(fault(404, 20404));
      expect(response.body.message).toBe(`The requested resource ${path} was not found`);
      expect(response.headers['content-type']).toMatch(/^application\/json/);
    }
  });

  test('405 20004, with Allow', async () => {
    const { app } = createHarness();
    const put = request(app).put(`${BASE}/Recordings/x.json`).auth(ACME.sid, ACME.token);
    const response = await put;
    expect(errorOf(response)).toEqual(fault(405, 20004));
    expect(response.headers.allow).toBe('GET, DELETE');
    expect(errorOf(await request(app).put(`${BASE}/Recordings/x`))).toEqual(fault(401, 20003));
  });

  test.each([
    ['malformed JSON', 'application/json', '{"Status":', 400],
    ['JSON that is no object', 'application/json', '["paused"]', 400],
    ['text', 'text/plain', 'Status=paused', 415],
    ['XML', 'application/xml', '<Status/>', 415],
    ['1 MB too much', 'application/x-www-form-urlencoded', `A=${'a'.repeat(1 << 20)}`, 413],
  ])('%s: %d 10000', async (_, type, body, status) => {
    const { app, core } = createHarness();
    const { call } = await recordCall(core);
    const response = await request(app)
      .post(`${BASE}/Calls/${call.id}/Recordings/Twilio.CURRENT.json`)
      .auth(ACME.sid, ACME.token)
      .set('Content-Type', type)
      .send(body);
    expect(errorOf(response)).toEqual(fault(status, 10000));
  });

  test('500 20001: an internal error, without details', async () => {
    const { app, core, logged } = createHarness();
    const { id } = await storeRecording(core);
    core.catalog.recordings.get = () => Promise.reject(new Error('secret of the house'));
    const response = await request(app)
      .get(`${BASE}/Recordings/${id}.json`)
      .auth(ACME.sid, ACME.token);
    expect(errorOf(response)).toEqual(fault(500, 20001));
    expect(response.text).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });

  test('Download must be true or false: 400 10000', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app).get(`${BASE}/Recordings/${id}?Download=maybe`);
    expect(errorOf(response)).toEqual(fault(400, 10000));
  });
});

test('a trailing slash and unknown query parameters are ignored', async () => {
  const { app, core } = createHarness();
  const { id } = await storeRecording(core);
  const response = await request(app)
    .get(`${BASE}/Recordings/${id}.json/?Colour=blue`)
    .auth(ACME.sid, ACME.token);
  expect(response.status).toBe(200);
  expect((await request(app).get(`${BASE}/Recordings/${id}.json/`)).status).toBe(401);
});
