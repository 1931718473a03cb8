// docs/contracts/laml.md#endpoints and docs/contracts/laml.md#recording-signalwire-shape: GET /Recordings/{Sid} by
// its two access methods, its path parameters and its response ("Retrieve a Recording").

import { copyRecording, discardRecording, pauseRecording, stopRecording } from '@tricord/core';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ACME_ALIAS,
  ACME_MESSAGING,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  recordCall,
  recordConference,
  START,
  storeRecording,
} from '../testing/harness.ts';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

describe('Public access: recording audio needs no authentication', () => {
  test.each([
    ['no extension', '', 'audio/x-wav'],
    ['.wav', '.wav', 'audio/x-wav'],
    ['.mp3', '.mp3', 'audio/mpeg'],
  ])('%s returns a binary file', async (_, extension, type) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app).get(`${BASE}/Recordings/${id}${extension}`).buffer(true);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.body.subarray(0, 4).toString()).toBe('RIFF');
    expect(response.body.length).toBe(44 + 4 * 16_000);
  });

  test('a recording without extension is WAV whatever Accept says (docs/contracts/laml.md#traps-that-break-existing-clients)', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    for (const accept of ['application/json', 'audio/mpeg', 'text/html', 'nonsense']) {
      const response = await request(app).get(`${BASE}/Recordings/${id}`).set('Accept', accept);
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('audio/x-wav');
    }
  });

  test('wrong credentials do not matter either', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app).get(`${BASE}/Recordings/${id}`).auth('who', 'ever');
    expect(response.status).toBe(200);
  });
});

describe('Authenticated access: metadata as .json', () => {
  test('every key of the response, with its type and value', async () => {
    const { app, core } = createHarness();
    const recording = await storeRecording(core, 4_000);
    const call = recording.target.kind === 'session' ? recording.target.sessionId : undefined;
    const response = await request(app)
      .get(`${BASE}/Recordings/${recording.id}.json`)
      .auth(ACME.sid, ACME.token);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.body).toEqual({
      sid: recording.id,
      account_sid: ACME.sid,
      api_version: '2010-04-01',
      call_sid: call,
      conference_sid: null,
      channel: '1',
      channels: '1',
      date_created: START,
      date_updated: 'Fri, 02 Jan 2026 03:04:09 +0000',
      start_time: START,
      end_time: 'Fri, 02 Jan 2026 03:04:09 +0000',
      duration: 4,
      price: null,
      price_unit: 'USD',
      source: 'StartCallRecordingApi',
      status: 'completed',
      error_code: null,
      uri: `${BASE}/Recordings/${recording.id}.json`,
      subresource_uris: {
        transcriptions: `${BASE}/Recordings/${recording.id}/Transcriptions.json`,
      },
      encryption_details: null,
      trim: 'do-not-trim',
    });
  });

  test('call_sid is null for a conference recording, and its uri works', async () => {
    const { app, core } = createHarness();
    const { conferenceSid, recording } = await recordConference(core);
    const get = (path: string) => request(app).get(path).auth(ACME.sid, ACME.token);
    const { body } = await get(`${BASE}/Recordings/${recording.id}.json`);
    expect(body).toMatchObject({
      call_sid: null,
      conference_sid: conferenceSid,
      source: 'StartConferenceRecording',
      uri: `${BASE}/Conferences/${conferenceSid}/Recordings/${recording.id}.json`,
    });
    expect((await get(body.uri)).body).toEqual(body);
  });

  test('status and the nullable times follow the states of a recording', async () => {
    const { app, core } = createHarness();
    core.recorder.startsAtOnce = false;
    const { recording } = await recordCall(core);
    const look = async () => {
      const url = `${BASE}/Recordings/${recording.id}.json`;
      const { body } = await request(app).get(url).auth(ACME.sid, ACME.token);
      return [body.status, body.start_time === null, body.end_time === null, body.duration];
    };
    expect(await look()).toEqual(['queued', true, true, 0]);
    await core.recorder.started(recording);
    core.clock.advance(2_000);
    expect(await look()).toEqual(['in-progress', false, true, 2]);
    await pauseRecording(core, ACME.sid, { id: recording.id }, 'skip');
    core.clock.advance(2_000);
    expect(await look()).toEqual(['paused', false, true, 2]);
    await stopRecording(core, ACME.sid, { id: recording.id });
    expect(await look()).toEqual(['completed', false, false, 2]);
  });

  test('a failed recording has an error_code that the SDKs can parse', async () => {
    const { app, core } = createHarness();
    const { recording } = await recordCall(core);
    await core.recorder.failed(recording, 'the disk broke');
    const { body } = await request(app)
      .get(`${BASE}/Recordings/${recording.id}.json`)
      .auth(ACME.sid, ACME.token);
    expect(body).toMatchObject({ status: 'failed', error_code: '20001' });
  });

  test('a copy is a recording of the same call', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const origin = { via: 'copy' };
    const copy = await copyRecording(core, ACME.sid, { id }, 'second', origin);
    const { body } = await request(app)
      .get(`${BASE}/Recordings/${copy.id}.json`)
      .auth(ACME.sid, ACME.token);
    expect(body).toMatchObject({ sid: copy.id, status: 'completed', duration: 4 });
  });

  test('AccountSid and user name may be the UUID in any case or the alias', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const upper = { sid: ACME.sid.toUpperCase(), token: ACME.token };
    for (const path of [ACME, ACME_ALIAS, upper]) {
      for (const user of [ACME, ACME_ALIAS, upper]) {
        const response = await request(app)
          .get(`/api/laml/2010-04-01/Accounts/${path.sid}/Recordings/${id.toUpperCase()}.json`)
          .auth(user.sid, user.token);
        expect(response.status).toBe(200);
        expect(response.body.account_sid).toBe(path === upper ? ACME.sid : path.sid);
      }
    }
  });
});

describe('Permissions', () => {
  test.each([
    ['no credentials', undefined],
    ['a wrong token', { sid: ACME.sid, token: 'PT-wrong' }],
    ['an empty token', { sid: ACME.sid, token: '' }],
    ['an unknown user', { sid: NOBODY, token: ACME.token }],
    ["another account's token", GLOBEX],
    ["another account's token under this account", { sid: ACME.sid, token: GLOBEX.token }],
  ])('401 20003: %s', async (_, identity) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const get = request(app).get(`${BASE}/Recordings/${id}.json`);
    const response = await (identity === undefined ? get : get.auth(identity.sid, identity.token));
    expect(errorOf(response)).toEqual(fault(401, 20003));
    expect(response.body.message).toBe('Authentication failed');
    expect(response.headers['www-authenticate']).toMatch(/^Basic realm=/);
  });

  test.each(['Basic', 'Basic !!!', 'Basic bm9jb2xvbg==', 'Bearer PT-acme', 'nonsense'])(
    '401 20003: Authorization %p',
    async (header) => {
      const { app } = createHarness();
      const get = request(app).get(`${BASE}/Recordings/${NOBODY}.json`);
      expect(errorOf(await get.set('Authorization', header))).toEqual(fault(401, 20003));
    },
  );

  test('403 20003: a token without the scope Voice', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app)
      .get(`${BASE}/Recordings/${id}.json`)
      .auth(ACME_MESSAGING.sid, ACME_MESSAGING.token);
    expect(errorOf(response)).toEqual(fault(403, 20003));
  });

  test('an unknown account looks like another account', async () => {
    const { app } = createHarness();
    const get = (account: string) =>
      request(app)
        .get(`/api/laml/2010-04-01/Accounts/${account}/Recordings/${NOBODY}.json`)
        .auth(ACME.sid, ACME.token);
    const [unknown, other] = [await get(NOBODY), await get(GLOBEX.sid)];
    expect(errorOf(unknown)).toEqual(fault(401, 20003));
    expect(other.body).toEqual(unknown.body);
  });
});

describe('Sids that name no recording of the account: 404 20404', () => {
  test.each([
    ['an unknown UUID', NOBODY],
    ['a name', 'voicemail'],
    ["Twilio's form", `RE${'0'.repeat(32)}`],
    ['a UUID without hyphens', '00000000000040008000000000000001'],
    ['a UUID in braces', '%7B00000000-0000-4000-8000-000000000001%7D'],
    ['a URN', 'urn:uuid:00000000-0000-4000-8000-000000000001'],
    ['a slash', '..%2F..%2Fetc%2Fpasswd'],
    ['dots', '....'],
    ['NUL', '%00'],
    ['Unicode', '%E2%98%8E'],
    ['broken percent-encoding', '%zz'],
    ['broken UTF-8', '%ff'],
    ['4 KB', 'a'.repeat(4096)],
    ['Twilio.CURRENT', 'Twilio.CURRENT'],
    ['another extension', `${NOBODY}.ogg`],
    ['an extension in upper case', `${NOBODY}.JSON`],
  ])('%s', async (_, sid) => {
    const { app } = createHarness();
    for (const extension of ['.json', '.wav', '.mp3', '']) {
      const path = `${BASE}/Recordings/${sid}${extension}`;
      const response = await request(app).get(path).auth(ACME.sid, ACME.token);
      expect(errorOf(response)).toEqual(fault(404, 20404));
      expect(response.body.message).toBe(`The requested resource ${path} was not found`);
    }
  });

  test("another account's recording looks like an unknown one", async () => {
    const { app, core } = createHarness();
    const { recording } = await recordCall(core, GLOBEX.sid);
    for (const extension of ['.json', '.wav', '.mp3', '']) {
      const get = async (sid: string) => {
        const path = `${BASE}/Recordings/${sid}${extension}`;
        const { status, text } = await request(app).get(path).auth(ACME.sid, ACME.token);
        return [status, text.replaceAll(sid, 'SID')];
      };
      expect(await get(recording.id)).toEqual(await get(NOBODY));
    }
  });

  test('a discarded recording', async () => {
    const { app, core } = createHarness();
    const { recording } = await recordCall(core);
    await discardRecording(core, ACME.sid, { id: recording.id });
    const path = `${BASE}/Recordings/${recording.id}`;
    const json = await request(app).get(`${path}.json`).auth(ACME.sid, ACME.token);
    expect(errorOf(json)).toEqual(fault(404, 20404));
    expect(errorOf(await request(app).get(path))).toEqual(fault(404, 20404));
  });
});
