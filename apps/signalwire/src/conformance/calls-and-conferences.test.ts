// docs/contracts/laml.md#endpoints: Calls and Conferences, live and past, with a minimal set of fields.

import { createConference, endConference, expectSession, startRecording } from '@tricord/core';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ACME,
  ACME_ALIAS,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  type Harness,
  recordConference,
  START,
} from '../testing/harness.ts';

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});
const get = (path: string, identity = ACME) =>
  request(harness.app).get(path).auth(identity.sid, identity.token);

describe('a call', () => {
  test('has every key', async () => {
    const { core } = harness;
    const call = await core.liveSession(ACME.sid, {
      direction: 'incoming',
      line: { directoryNumber: '101' },
      remote: { phoneNumber: '+390123', firstName: 'Ada', lastName: 'Lovelace' },
    });
    core.clock.advance(4400);
    const { body } = await get(`${BASE}/Calls/${call.id}`);
    expect(body).toEqual({
      sid: call.id,
      account_sid: ACME.sid,
      api_version: '2010-04-01',
      parent_call_sid: null,
      to: '101',
      to_formatted: '101',
      from: '+390123',
      from_formatted: '+390123',
      phone_number_sid: null,
      status: 'in-progress',
      start_time: START,
      end_time: null,
      duration: 4,
      price: null,
      price_unit: 'USD',
      direction: 'inbound',
      answered_by: null,
      forwarded_from: null,
      caller_name: 'Ada Lovelace',
      group_sid: null,
      queue_time: '0',
      trunk_sid: null,
      annotation: null,
      date_created: START,
      date_updated: START,
      uri: `${BASE}/Calls/${call.id}.json`,
      subresource_uris: { recordings: `${BASE}/Calls/${call.id}/Recordings.json` },
    });
    expect((await get(body.uri)).body).toEqual(body);
    expect((await get(body.subresource_uris.recordings)).body.recordings).toEqual([]);
    await core.hangUp(call);
    expect((await get(body.uri)).body).toMatchObject({ status: 'completed', duration: 4 });
  });

  test('is in progress again when its audio resumes after the end, and keeps its recordings', async () => {
    const { core } = harness;
    const ended = await core.liveSession(ACME.sid, { externalId: 'CA0123' });
    const origin = { via: 'signalwire' };
    const record = () =>
      startRecording(core, { accountId: ACME.sid, target: { sessionId: 'CA0123' }, origin });
    const before = await record();
    core.clock.advance(2000);
    await core.hangUp(ended);
    core.clock.advance(3000);
    await core.resume(ended);
    core.clock.advance(1000);
    const after = await record();
    const { body } = await get(`${BASE}/Calls/CA0123.json`);
    expect(body).toMatchObject({ status: 'in-progress', end_time: null, duration: 6 });
    const recordings = (await get(`${BASE}/Calls/CA0123/Recordings.json`)).body.recordings;
    expect(recordings.map(({ sid }: { sid: string }) => sid)).toEqual([after.id, before.id]);
    await core.hangUp(ended);
    expect((await get(body.uri)).body).toMatchObject({ status: 'completed', duration: 6 });
  });

  test('is outbound if it is outgoing, and can be found by the id of the PBX', async () => {
    await harness.core.liveSession(ACME.sid, {
      externalId: '1700000000.12',
      direction: 'outgoing',
      local: { phoneNumber: '101' },
      remote: { phoneNumber: '+390123' },
    });
    const { body } = await get(`${BASE}/Calls/1700000000.12`);
    expect(body).toMatchObject({ from: '101', to: '+390123', direction: 'outbound-dial' });
  });

  test('404 20404 for an unknown call, or one of another account', async () => {
    const theirs = await harness.core.liveSession(GLOBEX.sid);
    for (const sid of ['nobody', theirs.id]) {
      expect(errorOf(await get(`${BASE}/Calls/${sid}.json`))).toEqual(fault(404, 20404));
    }
  });
});

describe('the calls of an account', () => {
  test('are listed newest first, in pages, live and past', async () => {
    const { core } = harness;
    const sids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const call = await core.liveSession(ACME.sid);
      sids.unshift(call.id);
      if (i === 0) await core.hangUp(call);
      core.clock.advance(1000);
    }
    await core.liveSession(GLOBEX.sid);
    const expected = expectSession(core.ids.uuid(), ACME.sid, {}, core.clock.now());
    await core.catalog.sessions.insert(expected);
    sids.unshift(expected.id);
    const found: string[] = [];
    for (let next: string | null = `${BASE}/Calls?PageSize=1`; next !== null; ) {
      const { body } = await get(next);
      found.push(...body.calls.map(({ sid }: { sid: string }) => sid));
      next = body.next_page_uri;
    }
    expect(found).toEqual(sids);
    const withStatus = async (status: string) =>
      (await get(`${BASE}/Calls.json?Status=${status}`)).body.calls.length;
    expect(await withStatus('queued')).toBe(1);
    expect(await withStatus('in-progress')).toBe(2);
    expect(await withStatus('completed')).toBe(1);
    expect(await withStatus('busy')).toBe(0);
  });

  test.each(['Calls', 'Conferences'])('422 10000: an unknown Status of %s', async (list) => {
    expect(errorOf(await get(`${BASE}/${list}?Status=nope`))).toEqual(fault(422, 10000));
  });
});

describe('conferences', () => {
  test('have every key, live and past', async () => {
    const { core } = harness;
    const { id } = await createConference(core, ACME.sid, { name: 'board' });
    const { body } = await get(`${BASE}/Conferences/board.json`);
    expect(body).toEqual({
      sid: id,
      account_sid: ACME.sid,
      api_version: '2010-04-01',
      friendly_name: 'board',
      status: 'in-progress',
      region: null,
      reason_conference_ended: null,
      call_sid_ending_conference: null,
      date_created: START,
      date_updated: START,
      uri: `${BASE}/Conferences/${id}.json`,
      subresource_uris: { recordings: `${BASE}/Conferences/${id}/Recordings.json` },
    });
    expect((await get(body.uri)).body).toEqual(body);
    await endConference(core, ACME.sid, 'board');
    expect((await get(`${BASE}/Conferences/${id}`)).body).toMatchObject({
      status: 'completed',
      reason_conference_ended: 'conference-ended-via-api',
    });
    expect(errorOf(await get(`${BASE}/Conferences/nobody`))).toEqual(fault(404, 20404));
  });

  test('are listed by status, name and date', async () => {
    const { core } = harness;
    const { conferenceSid } = await recordConference(core, 'support');
    core.clock.advance(24 * 60 * 60 * 1000);
    const { id } = await createConference(core, ACME.sid, { name: 'board' });
    await endConference(core, ACME.sid, 'board');
    const found = async (query: string) => {
      const { body } = await get(`${BASE}/Conferences?${query}`);
      return body.conferences.map(({ sid }: { sid: string }) => sid);
    };
    expect(await found('')).toEqual([id, conferenceSid]);
    expect(await found('Status=in-progress')).toEqual([conferenceSid]);
    expect(await found('Status=completed')).toEqual([id]);
    expect(await found('Status=init')).toEqual([]);
    expect(await found('FriendlyName=support')).toEqual([conferenceSid]);
    expect(await found('FriendlyName=support&Status=completed')).toEqual([]);
    expect(await found('FriendlyName=support&DateCreated=2026-01-03')).toEqual([]);
    expect(await found(`FriendlyName=${conferenceSid}`)).toEqual([]);
    expect(await found('FriendlyName=nobody')).toEqual([]);
    expect(await found('DateCreated=2026-01-02')).toEqual([conferenceSid]);
    expect(await found('DateCreated%3E=2026-01-03')).toEqual([id]);
    const { body } = await get(`${BASE}/Conferences?PageSize=1`);
    const second = (await get(body.next_page_uri)).body;
    expect(second.conferences[0].sid).toBe(conferenceSid);
    expect((await get(second.previous_page_uri)).body.conferences).toEqual(body.conferences);
  });
});

describe('POST of a call', () => {
  const post = (path: string, form: object) =>
    request(harness.app).post(path).auth(ACME.sid, ACME.token).type('form').send(form);

  test.each(['', '.json'])(
    'with Status=completed hangs it up, and ends its recordings: %s',
    async (extension) => {
      const { core } = harness;
      const call = await core.liveSession(ACME.sid);
      core.clock.advance(3000);
      const { status, body } = await post(`${BASE}/Calls/${call.id}${extension}`, {
        Status: 'completed',
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ sid: call.id, status: 'completed', duration: 3 });
      expect(core.published.map(({ type }) => type)).toContain('session.ended');
    },
  );

  test('that has ended changes nothing', async () => {
    const call = await harness.core.liveSession(ACME.sid);
    const first = await post(`${BASE}/Calls/${call.id}`, { Status: 'completed' });
    harness.core.clock.advance(1000);
    const second = await post(`${BASE}/Calls/${call.id}`, { Status: 'completed' });
    expect({ status: second.status, body: second.body }).toEqual({ status: 200, body: first.body });
  });

  test('that has not begun is 21220', async () => {
    const { core } = harness;
    const id = core.ids.uuid();
    await core.catalog.sessions.insert(expectSession(id, ACME.sid, {}, core.clock.now()));
    const response = await post(`${BASE}/Calls/${id}`, { Status: 'completed' });
    expect(errorOf(response)).toEqual(fault(400, 21220));
    expect(response.body.message).toMatch(/^Call is not in-progress/);
  });

  test.each([{}, { Status: 'canceled' }, { Status: '' }, { Url: 'http://a.example/twiml' }])(
    'with %o is a 422, and does not change it',
    async (form) => {
      const call = await harness.core.liveSession(ACME.sid);
      const response = await post(`${BASE}/Calls/${call.id}`, form);
      expect(errorOf(response)).toEqual(fault(422, 10000));
      expect((await get(`${BASE}/Calls/${call.id}`)).body.status).toBe('in-progress');
    },
  );

  test('of another account is not found', async () => {
    const call = await harness.core.liveSession(GLOBEX.sid);
    const response = await post(`${BASE}/Calls/${call.id}`, { Status: 'completed' });
    expect(errorOf(response)).toEqual(fault(404, 20404));
    expect((await harness.core.catalog.sessions.get(GLOBEX.sid, call.id))?.state).toBe('live');
  });
});

test('a call of an account of Twilio’s flavor has its duration as text, null while it is live', async () => {
  harness = createHarness({ flavor: 'twilio' });
  const call = await harness.core.liveSession(ACME.sid);
  const path = `/2010-04-01/Accounts/${ACME_ALIAS.sid}/Calls/${call.id}.json`;
  harness.core.clock.advance(61_000);
  expect((await get(path)).body).toMatchObject({
    duration: null,
    account_sid: ACME_ALIAS.sid,
    uri: path,
  });
  await harness.core.hangUp(call);
  expect((await get(path)).body.duration).toBe('61');
});
