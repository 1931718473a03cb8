// docs/contracts/laml.md#recording-twilio-shape: the shape of accounts that are asked by their alias.

import { startRecording, stopRecording } from '@tricord/core';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { callbackParameters } from '../mappers/callback-parameters.ts';
import { shownAs } from '../mappers/view.ts';
import {
  ACME,
  ACME_ALIAS,
  createHarness,
  GLOBEX,
  type Harness,
  recordCall,
  recordConference,
  START,
  storeRecording,
} from '../testing/harness.ts';

const BASE = `/2010-04-01/Accounts/${ACME_ALIAS.sid}`;

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});
const get = (path: string) =>
  request(harness.app)
    .get(path)
    .set('Host', 'gw.example.com:8088')
    .auth(ACME_ALIAS.sid, ACME_ALIAS.token);

test('a recording has every key, of Twilio’s types', async () => {
  const recording = await storeRecording(harness.core);
  const call = recording.target.kind === 'session' ? recording.target.sessionId : '';
  const { body } = await get(`${BASE}/Recordings/${recording.id}.json`);
  expect(body).toEqual({
    sid: recording.id,
    account_sid: ACME_ALIAS.sid,
    api_version: '2010-04-01',
    call_sid: call,
    conference_sid: null,
    channels: 1,
    date_created: START,
    date_updated: 'Fri, 02 Jan 2026 03:04:09 +0000',
    start_time: START,
    duration: '4',
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
    track: 'both',
    media_url: `http://gw.example.com:8088${BASE}/Recordings/${recording.id}`,
  });
  expect((await get(body.uri)).body).toEqual(body);
  const media = new URL(body.media_url);
  expect((await request(harness.app).get(media.pathname)).status).toBe(200);
});

test('its duration is null while it is live, and its error code a number', async () => {
  const { core } = harness;
  const { recording } = await recordCall(core);
  core.clock.advance(3000);
  const path = `${BASE}/Recordings/${recording.id}.json`;
  expect((await get(path)).body).toMatchObject({ duration: null, status: 'in-progress' });
  await core.recorder.failed(recording, 'disk');
  expect((await get(path)).body).toMatchObject({ error_code: 20001, status: 'failed' });
});

test('its track is the requested one, in LaML’s terms', async () => {
  const { core } = harness;
  const { call } = await recordCall(core);
  for (const [track, laml] of [
    ['remote', 'inbound'],
    ['local', 'outbound'],
    ['both', 'both'],
  ] as const) {
    const { id } = await startRecording(core, {
      accountId: ACME.sid,
      target: { sessionId: call.id },
      settings: { track },
      origin: { via: 'asterisk' },
    });
    expect((await get(`${BASE}/Calls/${call.id}/Recordings/${id}`)).body.track).toBe(laml);
  }
});

test('a conference recording is under its conference', async () => {
  const { conferenceSid, recording } = await recordConference(harness.core);
  const { body } = await get(`${BASE}/Conferences/${conferenceSid}/Recordings/${recording.id}`);
  expect(body).toMatchObject({
    call_sid: null,
    conference_sid: conferenceSid,
    uri: `${BASE}/Conferences/${conferenceSid}/Recordings/${recording.id}.json`,
  });
});

test('the links of its lists are Twilio’s, with their extension', async () => {
  const { core } = harness;
  for (let i = 0; i < 2; i += 1) {
    const { recording } = await recordCall(core);
    await stopRecording(core, ACME.sid, { id: recording.id });
    core.clock.advance(1000);
  }
  const { body } = await get(`${BASE}/Recordings?PageSize=1`);
  expect(body.next_page_uri).toMatch(
    new RegExp(`^${BASE}/Recordings\\.json\\?Page=1&PageSize=1&PageToken=PA`),
  );
  expect((await get(body.next_page_uri)).body.next_page_uri).toBeNull();
});

test('its callbacks have the same account and audio URL as its responses', async () => {
  const recording = await storeRecording(harness.core);
  const event = { type: 'recording.finished', at: 0, accountId: ACME.sid, recording } as const;
  const account = { id: ACME.sid, alias: ACME_ALIAS.sid };
  const view = { ...shownAs(account, 'twilio'), origin: 'http://gw.example.com:8088' };
  const { body } = await get(`${BASE}/Recordings/${recording.id}.json`);
  expect(callbackParameters(event, 'completed', view)).toMatchObject({
    AccountSid: body.account_sid,
    RecordingUrl: body.media_url,
    RecordingDuration: body.duration,
    RecordingTrack: body.track,
  });
});

test('an account that is requested by its UUID has SignalWire’s form under every base', async () => {
  const { id } = await storeRecording(harness.core);
  const { body } = await request(harness.app)
    .get(`/2010-04-01/Accounts/${ACME.sid}/Recordings/${id}.json`)
    .auth(ACME.sid, ACME.token);
  expect(body).toMatchObject({ account_sid: ACME.sid, duration: 4, channel: '1' });
});

test.each([
  ['signalwire', { account_sid: ACME.sid, duration: 4 }],
  ['twilio', { account_sid: ACME_ALIAS.sid, duration: '4' }],
] as const)('the setting flavor: %s holds for both', async (flavor, shown) => {
  harness = createHarness({ flavor });
  const { id } = await storeRecording(harness.core);
  for (const { sid, token } of [ACME, ACME_ALIAS]) {
    const { body } = await request(harness.app)
      .get(`/2010-04-01/Accounts/${sid}/Recordings/${id}.json`)
      .auth(sid, token);
    expect(body).toMatchObject(shown);
  }
});

test('an account without an alias is shown by its id', async () => {
  harness = createHarness({ flavor: 'twilio' });
  const { recording } = await recordCall(harness.core, GLOBEX.sid);
  const { body } = await request(harness.app)
    .get(`/2010-04-01/Accounts/${GLOBEX.sid}/Recordings/${recording.id}.json`)
    .auth(GLOBEX.sid, GLOBEX.token);
  expect(body.account_sid).toBe(GLOBEX.sid);
});
