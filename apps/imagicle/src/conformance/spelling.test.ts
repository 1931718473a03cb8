import express from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { BASE, BOSS, createHarness, LIVE, recordCall, storeRecording } from '../testing/harness.ts';
import { rawRequest } from '../testing/raw-request.ts';

// docs/contracts/imagicle.md: the base path is matched without regard to case, and a trailing slash before the query is
// accepted [ours].

describe('paths', () => {
  test.each([
    '/fw/apps/recorder/webapi/liverecordings',
    '/FW/APPS/RECORDER/WEBAPI/LIVERECORDINGS',
    `${LIVE}/`,
    `${LIVE}/?directoryNumber=111`,
    `${LIVE}?`,
  ])('GET %s', async (url) => {
    const { core, app } = createHarness();
    const { recording } = await recordCall(core);
    const response = await request(app)
      .get(url)
      .auth(...BOSS);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject([{ id: recording.id }]);
  });

  test('a GUID in any case is emitted in lower case', async () => {
    const { core, app } = createHarness();
    const { id } = await storeRecording(core);
    const url = `/FW/apps/recorder/webapi/RECORDINGS/${id.toUpperCase()}`;
    const detail = await request(app)
      .get(`${url}/`)
      .auth(...BOSS);
    expect(detail.body.id).toBe(id);
    const media = await request(app)
      .get(`${url}/mEDIA`)
      .auth(...BOSS);
    expect(media.status).toBe(200);
  });

  test.each([`${LIVE}/ID/more`, BASE, `${BASE}/`, `${BASE}/Recordings/x/y`, `${BASE}/..`])(
    '404 without a body: %s',
    async (path) => {
      const { app } = createHarness();
      const response = await rawRequest(app, 'GET', path, BOSS);
      expect([response.status, response.body]).toEqual([404, '']);
    },
  );

  test('405 without a body lists the methods', async () => {
    const { app } = createHarness();
    const response = await request(app)
      .put(LIVE)
      .auth(...BOSS);
    expect(response.status).toBe(405);
    expect(response.headers.allow).toBe('GET, POST, DELETE');
    expect(response.text).toBe('');
  });

  test('other paths fall through', async () => {
    const server = express()
      .use(createHarness().app)
      .use((_req, res) => {
        res.send('elsewhere');
      });
    for (const path of ['/', '/fw/Apps/Recorder', '/fw/Apps/Recorder/WebAPIs/LiveRecordings']) {
      expect((await request(server).get(path)).text).toBe('elsewhere');
    }
  });
});

describe('names of query parameters, without regard to case [ours]', () => {
  test.each([
    'DIRECTORYNUMBER=111',
    'DeviceName=SEP111&directorynumber=111',
    'USERNAME=alice',
    'numericuserid=654321&unknown=1',
  ])('GET ?%s', async (query) => {
    const { core, app } = createHarness();
    const mine = { line: { deviceName: 'SEP111', directoryNumber: '111' }, username: 'alice' };
    const { recording } = await recordCall(core, { ...mine, numericUserId: '654321' });
    await recordCall(core, {});
    const { body } = await request(app)
      .get(`${LIVE}/?${query}`)
      .auth(...BOSS);
    expect(body).toMatchObject([{ id: recording.id }]);
    expect(body).toHaveLength(1);
  });

  test('DELETE ?devicename=', async () => {
    const { core, app } = createHarness();
    await recordCall(core);
    const response = await request(app)
      .delete(`${LIVE}?devicename=SEP111`)
      .auth(...BOSS);
    expect(response.status).toBe(204);
  });

  test('the leading plus of a number need not be percent-encoded [ours]', async () => {
    const { core, app } = createHarness();
    const { recording } = await recordCall(core, { line: { directoryNumber: '+39058411' } });
    for (const number of ['+39058411', '%2B39058411']) {
      const { body } = await request(app)
        .get(`${LIVE}?directoryNumber=${number}`)
        .auth(...BOSS);
      expect(body).toMatchObject([{ id: recording.id }]);
    }
  });

  test('values keep their case and content', async () => {
    const { core, app } = createHarness();
    const odd = 'SIP/Müller=1?&2';
    const { recording } = await recordCall(core, { line: { deviceName: odd } });
    const list = (value: string) =>
      request(app)
        .get(`${LIVE}?deviceName=${encodeURIComponent(value)}`)
        .auth(...BOSS);
    expect((await list(odd)).body).toMatchObject([{ id: recording.id }]);
    expect((await list(odd.toLowerCase())).body).toEqual([]);
  });
});
