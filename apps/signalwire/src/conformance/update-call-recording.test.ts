// docs/contracts/laml.md#endpoints: GET and POST /Calls/{CallSid}/Recordings/{Sid}, update.

import { startRecording } from '@tricord/core';
import request, { type Test } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  recordCall,
  recordConference,
} from '../testing/harness.ts';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

async function withCall() {
  const { app, core } = createHarness();
  const call = await core.liveSession(ACME.sid);
  const path = `${BASE}/Calls/${call.id}/Recordings`;
  const post = (body: object, at = path): Test =>
    request(app).post(at).auth(ACME.sid, ACME.token).type('form').send(body);
  return { app, core, call, path, post };
}

describe('update', () => {
  test('pauses, resumes and stops by Sid, with and without .json, under both bases', async () => {
    const { app, core, path, post } = await withCall();
    const { sid } = (await post({})).body;
    const twilio = path.replace('/api/laml', '');
    const steps = [
      [`${path}/${sid}`, 'paused'],
      [`${twilio}/${sid}.json`, 'in-progress'],
      [`${path}/${sid}.json`, 'paused'],
      [`${twilio}/${sid}`, 'stopped'],
    ] as const;
    for (const [at, Status] of steps) {
      core.clock.advance(1_000);
      const { status, body } = await post({ Status }, at);
      expect([status, body.sid, body.status]).toEqual([200, sid, Status]);
    }
    expect((await request(app).get(`${BASE}/Recordings/${sid}.mp3`)).status).toBe(200);
  });

  test('Twilio.CURRENT', async () => {
    const { path, post } = await withCall();
    const current = `${path}/Twilio.CURRENT`;
    expect(errorOf(await post({ Status: 'paused' }, current))).toEqual(fault(404, 20404));
    const { sid } = (await post({})).body;
    const { body } = await post({ Status: 'paused' }, `${current}.json`);
    expect([body.sid, body.status]).toEqual([sid, 'paused']);
  });

  test('400 21220: Twilio.CURRENT is ambiguous if two recordings are live', async () => {
    const { path, post } = await withCall();
    await post({});
    await post({});
    const response = await post({ Status: 'stopped' }, `${path}/Twilio.CURRENT`);
    expect(errorOf(response)).toEqual(fault(400, 21220));
  });

  test('a recording that was started by another dialect', async () => {
    const { core, call, path, post } = await withCall();
    const { id } = await startRecording(core, {
      accountId: ACME.sid,
      target: { sessionId: call.id },
      origin: { via: 'imagicle' },
    });
    expect((await post({ Status: 'paused' }, `${path}/${id}`)).body.status).toBe('paused');
  });

  test('400 21220: a recording that has ended or not begun', async () => {
    const { call, core, path, post } = await withCall();
    core.recorder.startsAtOnce = false;
    const { recording } = await recordCall(core, ACME.sid, call);
    const { id: sid } = recording;
    const pause = () => post({ Status: 'paused' }, `${path}/${sid}`);
    expect(errorOf(await pause())).toEqual(fault(400, 21220));
    await post({ Status: 'stopped' }, `${path}/${sid}`);
    expect(errorOf(await pause())).toEqual(fault(400, 21220));
  });

  test('400 21220: a stop whose recording fails', async () => {
    const { core, path, post } = await withCall();
    const { sid } = (await post({})).body;
    core.recorder.stopFailure = 'disk';
    const response = await post({ Status: 'stopped' }, `${path}/${sid}`);
    expect(errorOf(response)).toEqual(fault(400, 21220));
  });

  test('404 20404: a recording of another call, a conference or another account', async () => {
    const { core, path, post } = await withCall();
    const others = [
      (await recordCall(core)).recording.id,
      (await recordConference(core)).recording.id,
      (await recordCall(core, GLOBEX.sid)).recording.id,
      NOBODY,
      'nonsense',
    ];
    for (const sid of others) {
      const response = await post({ Status: 'paused' }, `${path}/${sid}`);
      expect(errorOf(response)).toEqual(fault(404, 20404));
    }
  });

  test('503 20503: the recorder is not available', async () => {
    const { core, path, post } = await withCall();
    const { sid } = (await post({})).body;
    core.recorder.currentStatus = 'unavailable';
    expect(errorOf(await post({ Status: 'paused' }, `${path}/${sid}`))).toEqual(fault(503, 20503));
  });
});

describe('retrieve under the call', () => {
  test('is the same resource, with and without .json', async () => {
    const { app, path, post } = await withCall();
    const { body } = await post({});
    const get = (at: string) => request(app).get(at).auth(ACME.sid, ACME.token);
    const plain = await get(body.uri);
    expect((await get(`${path}/${body.sid}.json`)).body).toEqual(plain.body);
    expect((await get(`${path}/${body.sid}`)).body).toEqual(plain.body);
  });

  test('404 20404 under another call', async () => {
    const { app, core, post } = await withCall();
    const { sid } = (await post({})).body;
    const other = await core.liveSession(ACME.sid);
    const response = await request(app)
      .get(`${BASE}/Calls/${other.id}/Recordings/${sid}.json`)
      .auth(ACME.sid, ACME.token);
    expect(errorOf(response)).toEqual(fault(404, 20404));
  });
});
