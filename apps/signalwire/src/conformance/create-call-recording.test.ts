// docs/contracts/laml.md#endpoints: POST /Calls/{CallSid}/Recordings, create.

import { stopRecording } from '@tricord/core';
import { holdBegin } from '@tricord/testkit';
import request, { type Test } from 'supertest';
import { describe, expect, test } from 'vitest';
import { ACME, BASE, createHarness, errorOf, fault, GLOBEX, START } from '../testing/harness.ts';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

async function withCall(settings: Parameters<typeof createHarness>[0] = {}) {
  const { app, core } = createHarness(settings);
  const call = await core.liveSession(ACME.sid, { externalId: 'CA12' });
  const path = `${BASE}/Calls/${call.id}/Recordings`;
  const post = (body: object | string, at = path): Test =>
    request(app).post(at).auth(ACME.sid, ACME.token).type('form').send(body);
  const settingsOf = async (sid: string) =>
    (await core.catalog.recordings.get(ACME.sid, sid))?.settings;
  return { app, core, call, path, post, settingsOf };
}

describe('create', () => {
  test('200 under SignalWire’s base, with every key', async () => {
    const { app, call, path } = await withCall();
    const response = await request(app).post(path).auth(ACME.sid, ACME.token);
    const { sid } = response.body;
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      sid,
      account_sid: ACME.sid,
      api_version: '2010-04-01',
      call_sid: call.id,
      conference_sid: null,
      channel: '1',
      channels: '1',
      date_created: START,
      date_updated: START,
      start_time: START,
      end_time: null,
      duration: 0,
      price: null,
      price_unit: 'USD',
      source: 'StartCallRecordingApi',
      status: 'in-progress',
      error_code: null,
      uri: `${BASE}/Recordings/${sid}.json`,
      subresource_uris: { transcriptions: `${BASE}/Recordings/${sid}/Transcriptions.json` },
      encryption_details: null,
      trim: 'do-not-trim',
    });
  });

  test("201 under Twilio's base, with and without .json, in the same form", async () => {
    const { post, path } = await withCall();
    const twilio = path.replace('/api/laml', '');
    for (const at of [twilio, `${twilio}.json`]) {
      const { status, body } = await post({}, at);
      expect([status, Object.keys(body).length]).toEqual([201, 21]);
      expect(body.uri).toBe(`${BASE}/Recordings/${body.sid}.json`);
    }
    expect((await post({}, `${path}.json`)).status).toBe(200);
  });

  test.each(['signalwire', 'twilio'] as const)(
    'responds once the recording has begun: in-progress, with its start (%s)',
    async (flavor) => {
      const { core, post } = await withCall({ flavor });
      const asked = holdBegin(core);
      const answer = post({}).then(({ body }) => body);
      const recording = await asked;
      core.clock.advance(1500);
      await core.recorder.started(recording);
      const start_time = 'Fri, 02 Jan 2026 03:04:06 +0000';
      expect(await answer).toMatchObject({
        status: 'in-progress',
        date_created: START,
        start_time,
      });
      expect(core.clock.pending).toBe(0);
    },
  );

  test('responds after two seconds in any case', async () => {
    const { core, post } = await withCall();
    const asked = holdBegin(core);
    const answer = post({}).then(({ body }) => body);
    await asked;
    core.clock.advance(2000);
    expect(await answer).toMatchObject({ status: 'queued', start_time: null });
  });

  test('has the final state if it has ended by then', async () => {
    const { core, post } = await withCall();
    const asked = holdBegin(core);
    const answer = post({}).then(({ body }) => body);
    const { id } = await asked;
    await stopRecording(core, ACME.sid, { id });
    expect((await answer).status).toBe('stopped');
  });

  test('500 20001: a recording that cannot begin', async () => {
    const { core, post } = await withCall();
    const asked = holdBegin(core);
    const answer = post({}).then(errorOf);
    await core.recorder.failed(await asked, 'The disk is full');
    expect(await answer).toEqual(fault(500, 20001));
  });

  test('defaults: mono, both tracks, nothing trimmed', async () => {
    const { post, settingsOf } = await withCall();
    const { body } = await post({});
    expect(await settingsOf(body.sid)).toMatchObject({
      channels: 1,
      track: 'both',
      trimSilence: false,
    });
  });

  test.each([
    [{ RecordingChannels: 'mono' }, { channels: 1 }],
    [{ RecordingChannels: 'dual' }, { channels: 2 }],
    [{ RecordingTrack: 'inbound' }, { track: 'remote' }],
    [{ RecordingTrack: 'outbound' }, { track: 'local' }],
    [{ RecordingTrack: 'both' }, { track: 'both' }],
    [{ Trim: 'trim-silence' }, { trimSilence: true }],
    [{ Trim: 'do-not-trim' }, { trimSilence: false }],
  ])('%p, as a form and as JSON', async (parameters, settings) => {
    const { app, path, post, settingsOf } = await withCall();
    const json = request(app).post(path).auth(ACME.sid, ACME.token).send(parameters);
    for (const { status, body } of [await post(parameters), await json]) {
      expect(status).toBe(200);
      expect(await settingsOf(body.sid)).toMatchObject(settings);
    }
  });

  test('channel, channels and trim have the requested values', async () => {
    const { post } = await withCall();
    const { body } = await post({ RecordingChannels: 'dual', Trim: 'trim-silence' });
    expect(body).toMatchObject({ channel: '2', channels: '2', trim: 'trim-silence' });
  });

  test("the call may be given by the PBX's own id; call_sid is our session's id", async () => {
    const { call, post } = await withCall();
    const { status, body } = await post({}, `${BASE}/Calls/CA12/Recordings.json`);
    expect([status, body.call_sid]).toEqual([200, call.id]);
  });

  test('unknown parameters are ignored', async () => {
    const { post } = await withCall();
    expect((await post({ RecordingConfigurationId: 'RC1', Colour: 'blue' })).status).toBe(200);
  });
});

describe('create refused', () => {
  test.each([
    [{ RecordingChannels: 'stereo' }, 422, 10000],
    [{ RecordingChannels: '' }, 422, 10000],
    [{ RecordingTrack: 'local' }, 422, 10000],
    [{ Trim: 'true' }, 400, 13699],
    [{ RecordingStatusCallbackMethod: 'PUT' }, 400, 13221],
    [{ RecordingStatusCallbackEvent: 'finished' }, 400, 13621],
    [{ RecordingStatusCallbackEvent: 'completed finished' }, 400, 13621],
    [{ RecordingStatusCallbackEvent: ['completed', 'finished'] }, 400, 13621],
    [{ RecordingStatusCallback: 'example.com/callback' }, 400, 21402],
    [{ RecordingStatusCallback: '' }, 400, 21402],
    [{ RecordingStatusCallback: 'http://' }, 400, 21402],
    [{ RecordingStatusCallback: 'ftp://example.com/callback' }, 400, 21456],
    [{ RecordingStatusCallback: 'javascript:alert(1)' }, 400, 21456],
  ])('%p', async (parameters, status, code) => {
    const { app, core, call, path, post } = await withCall();
    const json = request(app).post(path).auth(ACME.sid, ACME.token).send(parameters);
    for (const response of [await post(parameters), await json]) {
      expect(errorOf(response)).toEqual(fault(status, code));
      expect(response.body.message).toContain(Object.keys(parameters)[0]);
    }
    const made = await core.catalog.recordings.list({
      accountId: ACME.sid,
      sessionId: call.id,
      limit: 1,
    });
    expect(made.items).toEqual([]);
  });

  test.each([NOBODY, 'nonsense', '%zz', '%00', 'a'.repeat(4096)])(
    '404 20404: CallSid %.40s',
    async (callSid) => {
      const { post } = await withCall();
      const response = await post({}, `${BASE}/Calls/${callSid}/Recordings`);
      expect(errorOf(response)).toEqual(fault(404, 20404));
    },
  );

  test("404 20404: another account's call", async () => {
    const { core, post } = await withCall();
    const { id } = await core.liveSession(GLOBEX.sid);
    expect(errorOf(await post({}, `${BASE}/Calls/${id}/Recordings`))).toEqual(fault(404, 20404));
  });

  test('400 21220: the call is over', async () => {
    const { core, call, post } = await withCall();
    await core.hangUp(call);
    const response = await post({});
    expect(errorOf(response)).toEqual(fault(400, 21220));
    expect(response.body.message).toMatch(/^Requested resource is not eligible for recording/);
  });

  test.each(['unavailable', 'draining', 'full'] as const)(
    '503 20503: the recorder is %s',
    async (status) => {
      const { core, post } = await withCall();
      core.recorder.currentStatus = status;
      expect(errorOf(await post({}))).toEqual(fault(503, 20503));
    },
  );

  test('503 has the reason why the recorder refuses', async () => {
    const { core, post } = await withCall();
    core.recorder.currentStatus = 'full';
    expect((await post({})).body.message).toBe(
      'There is no room for another recording: the disk has 1 MiB free',
    );
  });
});

describe('RecordingStatusCallback is kept with the recording', () => {
  const URL_GIVEN = 'https://EXAMPLE.com:443/callback?a=b c';
  const notify = (method: string, events: string) => ({
    kind: 'laml-callback',
    url: 'https://example.com/callback?a=b%20c',
    options: { flavor: 'signalwire', method, events },
  });

  test.each([
    [{}, notify('POST', 'completed')],
    [{ RecordingStatusCallbackEvent: 'completed' }, notify('POST', 'completed')],
    [
      { RecordingStatusCallbackEvent: ' in-progress  completed absent ' },
      notify('POST', 'in-progress completed absent'),
    ],
    [
      { RecordingStatusCallbackEvent: ['in-progress', 'completed'] },
      notify('POST', 'in-progress completed'),
    ],
    [{ RecordingStatusCallbackMethod: 'GET' }, notify('GET', 'completed')],
  ])('%p', async (parameters, expected) => {
    const { app, core, path, post } = await withCall();
    const given = { RecordingStatusCallback: URL_GIVEN, ...parameters };
    const json = request(app).post(path).auth(ACME.sid, ACME.token).send(given);
    for (const { status, body } of [await post(given), await json]) {
      expect(status).toBe(200);
      const recording = await core.catalog.recordings.get(ACME.sid, body.sid);
      expect(recording?.notify).toEqual(expected);
    }
  });

  test('and without it, no callbacks are sent', async () => {
    const { core, post } = await withCall();
    const { body } = await post({ RecordingStatusCallbackEvent: 'completed' });
    const recording = await core.catalog.recordings.get(ACME.sid, body.sid);
    expect(recording).not.toHaveProperty('notify');
  });
});

describe('RecordingChannels of an account whose recordings are dual', () => {
  test.each([
    [{}, '2'],
    [{ RecordingTrack: 'both' }, '2'],
    [{ RecordingChannels: 'dual' }, '2'],
    [{ RecordingChannels: 'mono' }, '1'],
  ])('%o', async (given, channels) => {
    const { post } = await withCall({ recordingChannels: 'dual' });
    expect((await post(given)).body).toMatchObject({ channels });
  });
});
