import { stopRecording } from '@tricord/core';
import { countReads } from '@tricord/testkit';
import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, createHarness, recordCall } from '../testing/harness.ts';

// Of a recording. The call that its path names is looked up besides.
test('a request looks up a recording at most once', async () => {
  const { app, core } = createHarness();
  const { call, recording } = await recordCall(core);
  const reads = countReads(core.catalog.recordings);
  const path = `${BASE}/Calls/${call.id}/Recordings`;
  const readsOf = async (method: 'get' | 'post' | 'delete', at: string, form?: object) => {
    const sent = request(app)[method](at).auth(ACME.sid, ACME.token);
    const { status } = await (form === undefined ? sent : sent.type('form').send(form));
    return [status, ...reads()];
  };

  const one = `${path}/${recording.id}`;
  expect(await readsOf('get', `${one}.json`)).toEqual([200, 'get']);
  core.clock.advance(4_000);
  for (const Status of ['paused', 'in-progress', 'stopped']) {
    expect(await readsOf('post', one, { Status })).toEqual([200, 'get']);
  }
  expect(await readsOf('get', `${BASE}/Recordings/${recording.id}.wav`)).toEqual([200, 'get']);
  expect(await readsOf('delete', `${BASE}/Recordings/${recording.id}`)).toEqual([204, 'get']);

  expect(await readsOf('post', path, {})).toEqual([200]);
  const current = `${path}/Twilio.CURRENT`;
  expect(await readsOf('post', current, { Status: 'paused' })).toEqual([200, 'list']);
  const second = (await recordCall(core)).recording;
  await stopRecording(core, ACME.sid, { id: second.id });
  reads();
  expect(await readsOf('delete', `${BASE}/Recordings/${second.id}.json`)).toEqual([204, 'get']);
});
