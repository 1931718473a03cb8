// docs/contracts/laml.md#media

import { type Recording, stopRecording } from '@tricord/core';
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
  type Harness,
  recordCall,
  recordConference,
  storeRecording,
} from '../testing/harness.ts';

const FORMS = ['', '.wav', '.mp3'];

async function makeStereo({ core }: Harness, { id }: Recording): Promise<void> {
  await core.catalog.recordings.update(ACME.sid, id, (recording) =>
    recording.media === undefined
      ? recording
      : { ...recording, media: { ...recording.media, channels: 2 } },
  );
}

describe('only once completed, else 404', () => {
  test('queued, in-progress, stopped and failed recordings have no media', async () => {
    const { app, core } = createHarness();
    core.recorder.startsAtOnce = false;
    const { recording } = await recordCall(core);
    const expectNone = async () => {
      for (const form of FORMS) {
        const response = await request(app).get(`${BASE}/Recordings/${recording.id}${form}`);
        expect(errorOf(response)).toEqual(fault(404, 20404));
      }
    };
    await expectNone();
    await core.recorder.started(recording);
    await expectNone();
    await core.catalog.recordings.update(ACME.sid, recording.id, (r) => ({
      ...r,
      state: 'finishing',
    }));
    await expectNone();
    await core.recorder.failed(recording, 'the disk broke');
    await expectNone();
  });

  test('audio of a failed recording is not served, because it never completed', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    await core.catalog.recordings.update(ACME.sid, id, (r) => ({ ...r, state: 'failed' }));
    expect(errorOf(await request(app).get(`${BASE}/Recordings/${id}`))).toEqual(fault(404, 20404));
  });

  test('a recording that ended without audio is absent and has no media', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core, 0);
    const json = await request(app).get(`${BASE}/Recordings/${id}.json`).auth(ACME.sid, ACME.token);
    expect(json.body).toMatchObject({ status: 'absent', duration: 0 });
    expect(errorOf(await request(app).get(`${BASE}/Recordings/${id}`))).toEqual(fault(404, 20404));
  });

  test.each(['missing', 'truncated'] as const)(
    'audio that is %s is 500 20001 in every form',
    async (damage) => {
      const { app, core } = createHarness();
      const { id } = await storeRecording(core);
      core.media.damage(id, damage);
      for (const form of FORMS) {
        const response = await request(app).get(`${BASE}/Recordings/${id}${form}`);
        expect(errorOf(response)).toEqual(fault(500, 20001));
      }
    },
  );
});

describe('RequestedChannels', () => {
  test('1 of a mono recording, 1 and 2 of a stereo recording', async () => {
    const harness = createHarness();
    const recording = await storeRecording(harness.core);
    const get = (query: string) =>
      request(harness.app).get(`${BASE}/Recordings/${recording.id}?${query}`);
    expect((await get('RequestedChannels=1')).status).toBe(200);
    await makeStereo(harness, recording);
    expect((await get('RequestedChannels=1')).status).toBe(200);
    expect((await get('RequestedChannels=2')).status).toBe(200);
  });

  test('2 of a mono recording is 400', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    for (const form of FORMS) {
      const response = await request(app).get(
        `${BASE}/Recordings/${id}${form}?RequestedChannels=2`,
      );
      expect(errorOf(response)).toEqual(fault(400, 10000));
    }
  });

  test.each(['0', '3', '-1', '1.5', 'two', ''])('%p is 400', async (value) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app).get(`${BASE}/Recordings/${id}?RequestedChannels=${value}`);
    expect(errorOf(response)).toEqual(fault(400, 10000));
    expect(response.body.message).toContain('RequestedChannels');
  });
});

describe('Download', () => {
  test.each([
    ['', '.wav'],
    ['.wav', '.wav'],
    ['.mp3', '.mp3'],
  ])('true makes %p an attachment', async (form, extension) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const path = `${BASE}/Recordings/${id}${form}`;
    const response = await request(app).get(`${path}?Download=true`);
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="2026-01-02_03-04-05_${id}${extension}"`,
    );
    const inline = await request(app).get(`${path}?Download=false`);
    expect(inline.status).toBe(200);
    expect(inline.headers['content-disposition']).toBeUndefined();
  });
});

describe('Range, HEAD and ETag', () => {
  test('a full response has validators, its length and Accept-Ranges', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app).get(`${BASE}/Recordings/${id}.wav`);
    expect(response.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '64044',
      'last-modified': 'Fri, 02 Jan 2026 00:00:00 GMT',
      etag: expect.stringMatching(/^"[0-9a-f]{64}\.wav"$/),
    });
  });

  test('HEAD is GET without the audio', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    for (const form of FORMS) {
      const get = await request(app).get(`${BASE}/Recordings/${id}${form}`);
      const head = await request(app).head(`${BASE}/Recordings/${id}${form}`);
      expect(head.status).toBe(200);
      for (const name of ['content-type', 'content-length', 'etag', 'last-modified']) {
        expect(head.headers[name]).toBe(get.headers[name]);
      }
    }
    expect((await request(app).head(`${BASE}/Recordings/nothing`)).status).toBe(404);
  });

  test.each([
    ['bytes=0-3', 'bytes 0-3/64044', 4],
    ['bytes=64000-', 'bytes 64000-64043/64044', 44],
    ['bytes=-10', 'bytes 64034-64043/64044', 10],
  ])('206 for %s', async (range, contentRange, length) => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    for (const form of FORMS) {
      const response = await request(app)
        .get(`${BASE}/Recordings/${id}${form}`)
        .set('Range', range);
      expect(response.status).toBe(206);
      expect(response.headers['content-range']).toBe(contentRange);
      expect(response.body.length).toBe(length);
    }
  });

  test('416 for a range past the end', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const response = await request(app)
      .get(`${BASE}/Recordings/${id}`)
      .set('Range', 'bytes=64044-');
    expect(response.status).toBe(416);
    expect(response.headers['content-range']).toBe('bytes */64044');
  });

  test('304 for a client whose copy is current; the formats have tags of their own', async () => {
    const { app, core } = createHarness();
    const { id } = await storeRecording(core);
    const tags = new Set<string>();
    for (const form of ['.wav', '.mp3']) {
      const { etag = '' } = (await request(app).get(`${BASE}/Recordings/${id}${form}`)).headers;
      tags.add(etag);
      const again = await request(app)
        .get(`${BASE}/Recordings/${id}${form}`)
        .set('If-None-Match', etag);
      expect(again.status).toBe(304);
    }
    expect(tags.size).toBe(2);
  });
});

describe('mediaRequiresAuth puts media behind Basic', () => {
  test.each(FORMS)('%p', async (form) => {
    const { app, core } = createHarness({ mediaRequiresAuth: true });
    const { id } = await storeRecording(core);
    const get = () => request(app).get(`${BASE}/Recordings/${id}${form}`);
    expect(errorOf(await get())).toEqual(fault(401, 20003));
    expect(errorOf(await get().auth(ACME.sid, 'wrong'))).toEqual(fault(401, 20003));
    expect(errorOf(await get().auth(GLOBEX.sid, GLOBEX.token))).toEqual(fault(401, 20003));
    expect(errorOf(await get().auth(ACME_MESSAGING.sid, ACME_MESSAGING.token))).toEqual(
      fault(403, 20003),
    );
    expect((await get().auth(ACME.sid, ACME.token)).status).toBe(200);
    const head = await request(app).head(`${BASE}/Recordings/${id}${form}`);
    expect(head.status).toBe(401);
    const stranger = BASE.replace(ACME.sid, '00000000-0000-4000-8000-0000000000ff');
    const unknown = await request(app).get(`${stranger}/Recordings/${id}${form}`);
    expect(errorOf(unknown)).toEqual(fault(401, 20003));
  });
});

describe('the uri of a recording, with an audio extension instead of .json', () => {
  /** A completed recording of a conference. */
  async function ofConference({ core }: Harness): Promise<Recording> {
    const { recording } = await recordConference(core);
    core.clock.advance(4000);
    const { ended } = await stopRecording(core, ACME.sid, { id: recording.id });
    if (ended === undefined) throw new Error('not settled');
    return ended;
  }

  test.each([
    ['of a conference', ofConference],
    ['of a call', ({ core }: Harness) => storeRecording(core)],
  ])('%s serves it without a token', async (_whose, store) => {
    const harness = createHarness();
    const { id } = await store(harness);
    const { body } = await request(harness.app)
      .get(`${BASE}/Recordings/${id}.json`)
      .auth(ACME.sid, ACME.token);
    for (const [extension, type] of [
      ['.wav', 'audio/x-wav'],
      ['.mp3', 'audio/mpeg'],
    ] as const) {
      const path = body.uri.replace('.json', extension);
      const { status, headers } = await request(harness.app).get(`${path}?Download=true`);
      expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type });
      expect(headers['content-disposition']).toContain('attachment');
      expect((await request(harness.app).head(path)).status).toBe(200);
    }
  });

  test.each(['.wav', '.mp3'])(
    'under a call serves only the audio of that call: %s',
    async (extension) => {
      const { app, core } = createHarness();
      const { id, target } = await storeRecording(core);
      const other = await core.liveSession(ACME.sid);
      const callSid = target.kind === 'session' ? target.sessionId : '';
      const path = (call: string) => `${BASE}/Calls/${call}/Recordings/${id}${extension}`;
      expect((await request(app).get(path(callSid))).status).toBe(200);
      expect(errorOf(await request(app).get(path(other.id)))).toEqual(fault(404, 20404));
      expect(errorOf(await request(app).get(path('nobody')))).toEqual(fault(404, 20404));
    },
  );

  test('requires a token if the account’s media does', async () => {
    const harness = createHarness({ mediaRequiresAuth: true });
    const { id, target } = await ofConference(harness);
    const conference = target.kind === 'conference' ? target.conferenceId : '';
    const path = `${BASE}/Conferences/${conference}/Recordings/${id}.wav`;
    expect(errorOf(await request(harness.app).get(path))).toEqual(fault(401, 20003));
    const { status } = await request(harness.app).get(path).auth(ACME.sid, ACME.token);
    expect(status).toBe(200);
  });
});

test.each([
  [{}, (sid: string) => `2026-01-02_03-04-05_${sid}.mp3`],
  [{ downloadName: 'call of {date}' }, () => 'call of 2026-01-02.mp3'],
])(
  'Download=true names the attachment by the template of the account: %o',
  async (settings, name) => {
    const { app, core } = createHarness(settings);
    const { id } = await storeRecording(core);
    const { headers } = await request(app).get(`${BASE}/Recordings/${id}.mp3?Download=true`);
    expect(headers['content-disposition']).toBe(`attachment; filename="${name(id)}"`);
    const plain = await request(app).get(`${BASE}/Recordings/${id}.mp3`);
    expect(plain.headers).not.toHaveProperty('content-disposition');
  },
);
