// docs/contracts/laml.md#endpoints: DELETE of a recording of the account, of a call and of a conference.

import { preserveRecording, releaseRecording, stopRecording } from '@tricord/core';
import request from 'supertest';
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
  storeRecording,
} from '../testing/harness.ts';

function setUp() {
  const { app, core } = createHarness();
  const remove = (path: string, identity = ACME) =>
    request(app).delete(path).auth(identity.sid, identity.token);
  return { app, core, remove };
}

describe('DELETE', () => {
  test.each(['', '.json'])(
    '204 without a body, with the extension %j; the recording is gone',
    async (ext) => {
      const { app, core, remove } = setUp();
      const { id } = await storeRecording(core);
      const path = `${BASE}/Recordings/${id}`;
      const response = await remove(path + ext);
      expect([response.status, response.text]).toEqual([204, '']);
      expect(await core.media.stat(id)).toBeUndefined();
      expect((await request(app).get(path)).status).toBe(404);
      expect(errorOf(await remove(path + ext))).toEqual(fault(404, 20404));
    },
  );

  test('204 under its call and its conference, 404 under others', async () => {
    const { core, remove } = setUp();
    const { call, recording } = await recordCall(core);
    const { call: other } = await recordCall(core);
    const { conferenceSid, recording: mix } = await recordConference(core);
    for (const { id } of [recording, mix]) await stopRecording(core, ACME.sid, { id });
    const below = (parent: string, sid: string) => `${BASE}/${parent}/Recordings/${sid}`;
    for (const wrong of [
      below(`Calls/${other.id}`, recording.id),
      below(`Conferences/${conferenceSid}`, recording.id),
      below(`Calls/${call.id}`, mix.id),
      below(`Calls/${call.id}`, 'Twilio.CURRENT'),
    ]) {
      expect(errorOf(await remove(wrong))).toEqual(fault(404, 20404));
    }
    expect((await remove(below(`Calls/${call.id}`, recording.id))).status).toBe(204);
    expect((await remove(below(`Conferences/${conferenceSid}`, `${mix.id}.json`))).status).toBe(
      204,
    );
  });

  test('400 10000 while it is live, so that nothing is lost by mistake', async () => {
    const { core, remove } = setUp();
    const { recording } = await recordCall(core);
    const response = await remove(`${BASE}/Recordings/${recording.id}.json`);
    expect(errorOf(response)).toEqual(fault(400, 10000));
    expect(response.body.message).toContain('stop it first');
    expect((await core.catalog.recordings.get(ACME.sid, recording.id))?.state).toBe('recording');
  });

  test.each(['live', 'stored'])('409 20409 while it is preserved, %s', async (which) => {
    const { core, remove } = setUp();
    const { call, recording } = await recordCall(core);
    const { conferenceSid, recording: mix } = await recordConference(core);
    for (const { id } of [recording, mix]) {
      if (which === 'stored') await stopRecording(core, ACME.sid, { id });
      await preserveRecording(core, ACME.sid, { id });
    }
    for (const path of [
      `Recordings/${recording.id}`,
      `Recordings/${recording.id}.json`,
      `Calls/${call.id}/Recordings/${recording.id}`,
      `Conferences/${conferenceSid}/Recordings/${mix.id}.json`,
    ]) {
      expect(errorOf(await remove(`${BASE}/${path}`))).toEqual(fault(409, 20409));
    }
    if (which === 'live') return;
    expect(await core.media.stat(recording.id)).toBeDefined();
    await releaseRecording(core, ACME.sid, { id: recording.id });
    expect((await remove(`${BASE}/Recordings/${recording.id}`)).status).toBe(204);
  });

  test('requires a token of the account with the scope Voice, even if audio is public', async () => {
    const { app, core, remove } = setUp();
    const { id } = await storeRecording(core);
    const path = `${BASE}/Recordings/${id}`;
    expect(errorOf(await request(app).delete(path))).toEqual(fault(401, 20003));
    expect(errorOf(await remove(path, ACME_MESSAGING))).toEqual(fault(403, 20003));
    expect(errorOf(await remove(path, GLOBEX))).toEqual(fault(401, 20003));
    const theirs = `/api/laml/2010-04-01/Accounts/${GLOBEX.sid}/Recordings/${id}`;
    expect(errorOf(await remove(theirs, GLOBEX))).toEqual(fault(404, 20404));
    expect((await request(app).get(path)).status).toBe(200);
  });

  test.each(['.wav', '.mp3'])('405 for %s', async (extension) => {
    const { core, remove } = setUp();
    const { id } = await storeRecording(core);
    const response = await remove(`${BASE}/Recordings/${id}${extension}`);
    expect(errorOf(response)).toEqual(fault(405, 20004));
  });
});

test('the transcriptions of a recording are an empty list; 404 for an unknown recording', async () => {
  const { app, core } = setUp();
  const { id } = await storeRecording(core);
  const get = (path: string) => request(app).get(path).auth(ACME.sid, ACME.token);
  const { body } = await get(`${BASE}/Recordings/${id}.json`);
  for (const path of [
    body.subresource_uris.transcriptions,
    `${BASE}/Recordings/${id}/Transcriptions`,
  ]) {
    const list = await get(path);
    expect(list.status).toBe(200);
    expect(list.body).toMatchObject({ transcriptions: [], next_page_uri: null, page: 0 });
  }
  expect(errorOf(await get(`${BASE}/Recordings/nobody/Transcriptions`))).toEqual(fault(404, 20404));
});
