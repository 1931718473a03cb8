// docs/contracts/laml.md#endpoints: POST /Conferences/{ConferenceSid}/Recordings/{Sid} ("Update a Conference Recording").

import { discardRecording, stopRecording } from '@tricord/core';
import request, { type Test } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ACME_MESSAGING,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  recordCall,
  recordConference,
  START,
} from '../testing/harness.ts';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

async function withConference() {
  const { app, core, logged } = createHarness();
  const { conferenceSid, recording } = await recordConference(core);
  const path = `${BASE}/Conferences/${conferenceSid}/Recordings/${recording.id}`;
  const post = (body: object, at = path): Test =>
    request(app).post(at).auth(ACME.sid, ACME.token).type('form').send(body);
  return { app, core, logged, conferenceSid, recording, path, post };
}

describe('Status', () => {
  test('pauses, with every key of the response', async () => {
    const { core, conferenceSid, recording, post } = await withConference();
    core.clock.advance(10_000);
    const response = await post({ Status: 'paused' });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      sid: recording.id,
      account_sid: ACME.sid,
      api_version: '2010-04-01',
      call_sid: null,
      conference_sid: conferenceSid,
      channel: '1',
      channels: '1',
      date_created: START,
      date_updated: 'Fri, 02 Jan 2026 03:04:15 +0000',
      start_time: START,
      end_time: null,
      duration: 10,
      price: null,
      price_unit: 'USD',
      source: 'StartConferenceRecording',
      status: 'paused',
      error_code: null,
      uri: `${BASE}/Conferences/${conferenceSid}/Recordings/${recording.id}.json`,
      subresource_uris: {
        transcriptions: `${BASE}/Recordings/${recording.id}/Transcriptions.json`,
      },
      encryption_details: null,
      trim: 'do-not-trim',
    });
  });

  test('resumes', async () => {
    const { core, post } = await withConference();
    await post({ Status: 'paused' });
    core.clock.advance(5_000);
    const { status, body } = await post({ Status: 'in-progress' });
    expect([status, body.status, body.end_time]).toEqual([200, 'in-progress', null]);
  });

  test('stops, and the media can be fetched at once', async () => {
    const { app, core, recording, post } = await withConference();
    core.clock.advance(3_000);
    const { status, body } = await post({ Status: 'stopped' });
    expect([status, body.status, body.duration]).toEqual([200, 'stopped', 3]);
    expect(body.end_time).toBe('Fri, 02 Jan 2026 03:04:08 +0000');
    expect((await request(app).get(`${BASE}/Recordings/${recording.id}`)).status).toBe(200);
    expect(core.clock.pending).toBe(0);
  });

  test('setting the current status again changes nothing', async () => {
    const { post } = await withConference();
    expect((await post({ Status: 'in-progress' })).body.status).toBe('in-progress');
    await post({ Status: 'paused' });
    expect((await post({ Status: 'paused' })).body.status).toBe('paused');
  });

  test.each([{}, { Status: '' }, { Status: 'absent' }, { Status: 'Paused' }, { status: 'paused' }])(
    '422 10000: %p',
    async (body) => {
      const { post } = await withConference();
      expect(errorOf(await post(body))).toEqual(fault(422, 10000));
    },
  );

  test('422 10000: no body at all, and two values', async () => {
    const { app, path } = await withConference();
    const post = () => request(app).post(path).auth(ACME.sid, ACME.token);
    expect(errorOf(await post())).toEqual(fault(422, 10000));
    expect(errorOf(await post().type('form').send('Status=paused&Status=stopped'))).toEqual(
      fault(422, 10000),
    );
  });

  test.each(['paused', 'in-progress', 'stopped'])(
    '400 21220: %s, once the recording has ended',
    async (Status) => {
      const { core, recording, post } = await withConference();
      await stopRecording(core, ACME.sid, { id: recording.id });
      expect(errorOf(await post({ Status }))).toEqual(fault(400, 21220));
    },
  );
});

describe('PauseBehavior', () => {
  test.each([
    [undefined, 'silence', 10],
    ['silence', 'silence', 10],
    ['skip', 'skip', 4],
  ])('%s', async (PauseBehavior, kept, duration) => {
    const { core, recording, post } = await withConference();
    core.clock.advance(4_000);
    await post({ Status: 'paused', ...(PauseBehavior === undefined ? {} : { PauseBehavior }) });
    const paused = await core.catalog.recordings.get(ACME.sid, recording.id);
    expect(paused?.pauseBehavior).toBe(kept);
    core.clock.advance(6_000);
    expect((await post({ Status: 'stopped' })).body.duration).toBe(duration);
  });

  test.each(['', 'mute', 'Skip'])('422 10000: %p', async (PauseBehavior) => {
    const { core, recording, post } = await withConference();
    const response = await post({ Status: 'paused', PauseBehavior });
    expect(errorOf(response)).toEqual(fault(422, 10000));
    expect(response.body.message).toContain('PauseBehavior');
    const { state } = (await core.catalog.recordings.get(ACME.sid, recording.id)) ?? {};
    expect(state).toBe('recording');
  });
});

describe('Sid and ConferenceSid', () => {
  test('Twilio.CURRENT is the only live recording, with and without .json', async () => {
    const { conferenceSid, recording, post } = await withConference();
    const current = `${BASE}/Conferences/${conferenceSid}/Recordings/Twilio.CURRENT`;
    for (const path of [current, `${current}.json`]) {
      const { status, body } = await post({ Status: 'paused' }, path);
      expect([status, body.sid]).toEqual([200, recording.id]);
    }
    await post({ Status: 'stopped' }, current);
    expect(errorOf(await post({ Status: 'stopped' }, current))).toEqual(fault(404, 20404));
  });

  test('the conference may also be identified by its name', async () => {
    const { recording, post } = await withConference();
    const path = `${BASE}/Conferences/support/Recordings/${recording.id}`;
    expect((await post({ Status: 'paused' }, path)).status).toBe(200);
  });

  test('404 20404: another conference, another recording, a malformed Sid', async () => {
    const { core, conferenceSid, recording, post } = await withConference();
    const other = await recordConference(core, 'sales');
    const { recording: ofCall } = await recordCall(core);
    for (const [conference, sid] of [
      [other.conferenceSid, recording.id],
      [conferenceSid, other.recording.id],
      [conferenceSid, ofCall.id],
      [conferenceSid, NOBODY],
      [conferenceSid, 'nonsense'],
      [conferenceSid, '%zz'],
      [NOBODY, recording.id],
      ['%zz', recording.id],
    ]) {
      const path = `${BASE}/Conferences/${conference}/Recordings/${sid}`;
      expect(errorOf(await post({ Status: 'paused' }, path))).toEqual(fault(404, 20404));
    }
  });

  test('404 20404: a recording that was discarded', async () => {
    const { core, recording, post } = await withConference();
    await discardRecording(core, ACME.sid, { id: recording.id });
    expect(errorOf(await post({ Status: 'stopped' }))).toEqual(fault(404, 20404));
  });

  test("another account's recording looks like an unknown one", async () => {
    const { app, conferenceSid, recording } = await withConference();
    const globex = `/api/laml/2010-04-01/Accounts/${GLOBEX.sid}`;
    const post = async (sid: string) => {
      const path = `${globex}/Conferences/${conferenceSid}/Recordings/${sid}`;
      const response = await request(app)
        .post(path)
        .auth(GLOBEX.sid, GLOBEX.token)
        .send({ Status: 'paused' });
      return [response.status, response.text.replaceAll(sid, 'SID')];
    };
    expect(await post(recording.id)).toEqual(await post(NOBODY));
    expect((await post(NOBODY))[0]).toBe(404);
  });
});

describe('Permissions', () => {
  test('401 and 403 20003, before the request is validated', async () => {
    const { app, path } = await withConference();
    const post = () => request(app).post(path).send({ Status: 'nonsense' });
    expect(errorOf(await post())).toEqual(fault(401, 20003));
    expect(errorOf(await post().auth(GLOBEX.sid, GLOBEX.token))).toEqual(fault(401, 20003));
    expect(errorOf(await post().auth(ACME_MESSAGING.sid, ACME_MESSAGING.token))).toEqual(
      fault(403, 20003),
    );
  });
});

test('the body may be JSON, and unknown parameters are ignored', async () => {
  const { app, path } = await withConference();
  const response = await request(app)
    .post(path)
    .auth(ACME.sid, ACME.token)
    .send({ Status: 'paused', PauseBehavior: 'skip', Colour: 'blue' });
  expect([response.status, response.body.status]).toEqual([200, 'paused']);
});
