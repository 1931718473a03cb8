// docs/contracts/laml.md#recording-status-callback

import { RestClient } from '@signalwire/compatibility-api';
import { deleteRecording, discardRecording, type Recording, stopRecording } from '@tricord/core';
import request from 'supertest';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Callback,
  CallbackRig,
  PUBLIC_URL,
  SOMEBODY_ELSES_KEY,
} from '../testing/callback-rig.ts';
import { ACME, ACME_ALIAS, BASE, START } from '../testing/harness.ts';

const SIGNING_KEY = 'PSK_ß-key';

let rig: CallbackRig;
beforeEach(async () => {
  rig = await CallbackRig.open(SIGNING_KEY);
});
afterEach(() => rig.close());

/** Creates a recording that has callbacks, of a live call. */
async function create(
  events: string | undefined,
  more: Record<string, string> = {},
): Promise<{ sid: string; callSid: string }> {
  const { app, core } = rig.harness;
  const call = await core.liveSession(ACME.sid);
  const { body, status } = await request(app)
    .post(`${BASE}/Calls/${call.id}/Recordings`)
    .auth(ACME.sid, ACME.token)
    .type('form')
    .send({
      RecordingStatusCallback: rig.url,
      ...(events === undefined ? {} : { RecordingStatusCallbackEvent: events }),
      ...more,
    });
  expect(status).toBe(200);
  return { sid: body.sid, callSid: call.id };
}

async function stop(sid: string, afterMs = 4200): Promise<void> {
  rig.harness.core.clock.advance(afterMs);
  await stopRecording(rig.harness.core, ACME.sid, { id: sid });
}

const recordingOf = async (sid: string): Promise<Recording> => {
  const found = await rig.harness.core.catalog.recordings.get(ACME.sid, sid);
  if (found === undefined) throw new Error('gone');
  return found;
};
const formOf = ({ body }: Callback) => Object.fromEntries(new URLSearchParams(body));
const queryOf = ({ url }: Callback) => Object.fromEntries(new URL(url).searchParams);
const statuses = () => rig.arrived.map((callback) => formOf(callback).RecordingStatus);

describe('a callback', () => {
  test('has each field of the contract once, as a form', async () => {
    const { sid, callSid } = await create('in-progress completed');
    await stop(sid);
    await rig.outbox.idle();
    const [begun, completed] = rig.arrived;
    if (begun === undefined || completed === undefined) throw new Error('no callback');
    const common = {
      AccountSid: ACME.sid,
      CallSid: callSid,
      RecordingSid: sid,
      RecordingUrl: `${PUBLIC_URL}${BASE}/Recordings/${sid}`,
      RecordingChannels: '1',
      RecordingStartTime: START,
      RecordingSource: 'StartCallRecordingApi',
      RecordingTrack: 'both',
    };
    expect(formOf(begun)).toEqual({ ...common, RecordingStatus: 'in-progress' });
    expect(formOf(completed)).toEqual({
      ...common,
      RecordingStatus: 'completed',
      RecordingDuration: '4',
    });
    expect(completed).toMatchObject({ method: 'POST', url: rig.url });
    expect(completed.headers['content-type']).toBe(
      'application/x-www-form-urlencoded; charset=utf-8',
    );
    const names = [...new URLSearchParams(completed.body).keys()];
    expect(new Set(names).size).toBe(names.length);
  });

  test('for completed is sent once the audio can be fetched', async () => {
    const { sid } = await create(undefined);
    await stop(sid);
    await rig.outbox.idle();
    const [callback] = rig.arrived;
    const path = formOf(callback as Callback).RecordingUrl?.slice(PUBLIC_URL.length) ?? '';
    for (const url of [path, `${path}.wav`]) {
      expect((await request(rig.harness.app).get(url)).status).toBe(200);
    }
  });

  test('has the requested tracks and channels', async () => {
    const { sid } = await create('in-progress', {
      RecordingChannels: 'dual',
      RecordingTrack: 'inbound',
    });
    await rig.outbox.idle();
    expect(formOf(rig.arrived[0] as Callback)).toMatchObject({
      RecordingSid: sid,
      RecordingChannels: '2',
      RecordingTrack: 'inbound',
    });
  });

  test('by GET has all parameters in the query, after those of the URL', async () => {
    const { sid } = await create('completed', {
      RecordingStatusCallback: `${rig.url}?a=b%20c#part`,
      RecordingStatusCallbackMethod: 'GET',
    });
    await stop(sid);
    await rig.outbox.idle();
    const [callback] = rig.arrived;
    expect(callback).toMatchObject({ method: 'GET', body: '' });
    expect(queryOf(callback as Callback)).toMatchObject({
      a: 'b c',
      RecordingSid: sid,
      RecordingStatus: 'completed',
      RecordingDuration: '4',
    });
  });

  test.each(['n=M%FCller', 'at=%SPACE%', 'a=b+c&a=%7E~&=&&x', "CallSid=mine&q='y z'"])(
    'by GET does not change the receiver’s own query: %s',
    async (own) => {
      const { callSid } = await create('in-progress', {
        RecordingStatusCallback: `${rig.url}?${own}`,
        RecordingStatusCallbackMethod: 'GET',
      });
      await rig.outbox.idle();
      const { url } = rig.arrived[0] as Callback;
      const asSent = new URL(`http://a/?${own}`).search;
      expect(url.slice(url.indexOf('?'))).toContain(
        `${asSent}&AccountSid=${ACME.sid}&CallSid=${callSid}&`,
      );
    },
  );

  test('for a recording that was created by the alias has Twilio’s form', async () => {
    const { app, core } = rig.harness;
    const call = await core.liveSession(ACME.sid);
    const { body } = await request(app)
      .post(`/2010-04-01/Accounts/${ACME_ALIAS.sid}/Calls/${call.id}/Recordings.json`)
      .auth(ACME_ALIAS.sid, ACME_ALIAS.token)
      .type('form')
      .send({
        RecordingStatusCallback: rig.url,
        RecordingStatusCallbackEvent: 'in-progress',
      });
    await rig.outbox.idle();
    expect(formOf(rig.arrived[0] as Callback)).toMatchObject({
      AccountSid: ACME_ALIAS.sid,
      RecordingUrl: `${PUBLIC_URL}/2010-04-01/Accounts/${ACME_ALIAS.sid}/Recordings/${body.sid}`,
    });
  });

  test('has an idempotency token, the same in a repetition', async () => {
    const { sid } = await create('in-progress completed');
    await stop(sid);
    await rig.outbox.idle();
    const { catalog, clock } = rig.harness.core;
    const [last] = (await catalog.deliveries.list({ accountId: ACME.sid, limit: 1 })).items;
    await catalog.deliveries.replay(ACME.sid, last?.id ?? '', clock.now());
    rig.outbox.wake();
    await rig.outbox.idle();
    const tokens = rig.arrived.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens).toHaveLength(3);
    expect(tokens[2]).toBe(last?.id);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('RecordingStatusCallbackEvent', () => {
  const outcomes: Record<string, (sid: string) => Promise<unknown>> = {
    completed: (sid) => stop(sid),
    absent: (sid) => stop(sid, 0),
    failed: async (sid) => rig.harness.core.recorder.failed(await recordingOf(sid), 'disk full'),
    discarded: (sid) => discardRecording(rig.harness.core, ACME.sid, { id: sid }),
  };

  test.each([
    [undefined, 'completed', ['completed']],
    [undefined, 'absent', []],
    [undefined, 'failed', ['failed']],
    ['in-progress', 'completed', ['in-progress']],
    ['in-progress', 'failed', ['in-progress']],
    ['in-progress completed absent', 'completed', ['in-progress', 'completed']],
    ['in-progress completed absent', 'absent', ['in-progress', 'absent']],
    ['absent', 'absent', ['absent']],
    ['absent', 'discarded', ['absent']],
    ['completed', 'discarded', []],
    ['  absent   in-progress ', 'failed', ['in-progress', 'failed']],
  ] as const)('%p, and the recording is %s: %p', async (events, outcome, expected) => {
    const { sid } = await create(events);
    await outcomes[outcome]?.(sid);
    await rig.outbox.idle();
    expect(statuses()).toEqual(expected);
  });

  test('pausing, resuming and deleting send no callbacks', async () => {
    const { sid } = await create('in-progress completed absent');
    const { app, core } = rig.harness;
    for (const Status of ['paused', 'in-progress']) {
      const { call_sid } = (
        await request(app).get(`${BASE}/Recordings/${sid}.json`).auth(ACME.sid, ACME.token)
      ).body;
      await request(app)
        .post(`${BASE}/Calls/${call_sid}/Recordings/${sid}.json`)
        .auth(ACME.sid, ACME.token)
        .send({ Status });
    }
    await stop(sid);
    await deleteRecording(core, ACME.sid, { id: sid });
    await rig.outbox.idle();
    expect(statuses()).toEqual(['in-progress', 'completed']);
  });
});

describe('the signature is accepted by the SDKs', () => {
  const validators = {
    twilio: (key: string, callback: Callback, form: Record<string, string>) =>
      twilio.validateRequest(
        key,
        String(callback.headers['x-twilio-signature']),
        callback.url,
        form,
      ),
    'compatibility-api': (key: string, callback: Callback, form: Record<string, string>) =>
      RestClient.validateRequest(
        key,
        String(callback.headers['x-signalwire-signature']),
        callback.url,
        form,
      ),
  };

  test.each([
    ['POST', '', {}],
    ['POST', '?b=%C3%A9&a=1', {}],
    ['GET', '', {}],
    ['GET', '?x=%27y%27%20z&x=2', {}],
    ['GET', '?n=M%FCller&at=%SPACE%&CallSid=mine', {}],
  ])('%s %s', async (method, query) => {
    const { sid } = await create('completed', {
      RecordingStatusCallback: rig.url + query,
      RecordingStatusCallbackMethod: method,
    });
    await stop(sid);
    await rig.outbox.idle();
    const [callback] = rig.arrived;
    if (callback === undefined) throw new Error('no callback');
    const form = method === 'GET' ? {} : formOf(callback);
    for (const validate of Object.values(validators)) {
      expect(validate(SIGNING_KEY, callback, form)).toBe(true);
      expect(validate(SOMEBODY_ELSES_KEY, callback, form)).toBe(false);
      expect(validate(SIGNING_KEY, callback, { ...form, Extra: '1' })).toBe(false);
    }
    expect(callback.headers['x-twilio-signature']).toBe(callback.headers['x-signalwire-signature']);
  });

  test('also with user name and password in the URL, which are not signed', async () => {
    await create('in-progress', {
      RecordingStatusCallback: rig.url.replace('//', '//me:pass@'),
    });
    await rig.outbox.idle();
    const [callback] = rig.arrived;
    if (callback === undefined) throw new Error('no callback');
    expect(callback.headers.authorization).toBe(`Basic ${btoa('me:pass')}`);
    for (const validate of Object.values(validators)) {
      expect(validate(SIGNING_KEY, callback, formOf(callback))).toBe(true);
    }
  });

  test('uses the token, like Twilio, if the account has no signing key', async () => {
    await rig.close();
    rig = await CallbackRig.open();
    await create('in-progress');
    await rig.outbox.idle();
    const [callback] = rig.arrived;
    if (callback === undefined) throw new Error('no callback');
    for (const validate of Object.values(validators)) {
      expect(validate(ACME.token, callback, formOf(callback))).toBe(true);
    }
  });
});
