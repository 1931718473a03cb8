import { TricordError } from '@tricord/core';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { expectNothingKept } from '../testing/expect-nothing-kept.ts';
import {
  ACME,
  ALICE,
  ALICE_LINE,
  BASE,
  BOSS,
  createHarness,
  type Harness,
  STRANGER,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, POST Recordings; upload metadata in docs/contracts/imagicle.md#models

const RECORDINGS = `${BASE}/Recordings`;
const METADATA = {
  startDateTime: '2018-09-25T13:00:00.0000000Z',
  duration: 'PT1M30S',
  direction: 1,
  localParty: { username: 'ALICE', phoneNumber: '111' },
};
/** Two seconds. */
const WAV = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(40 + 32_000)]);

interface Parts {
  readonly jsondata?: unknown;
  readonly attachment?: Buffer | undefined;
}

async function upload({ app }: Harness, parts: Parts = {}, user = BOSS) {
  const { jsondata = METADATA, attachment = WAV } = parts;
  const sent = request(app)
    .post(RECORDINGS)
    .auth(...user);
  if (jsondata !== null) {
    const json = typeof jsondata === 'string' ? jsondata : JSON.stringify(jsondata);
    sent.field('jsondata', json, { contentType: 'application/json' });
  }
  if (attachment.length > 0) sent.attach('attachment', attachment, 'call.wav');
  return sent;
}

async function detailOf({ app }: Harness, id: string) {
  const response = await request(app)
    .get(`${RECORDINGS}/${id}`)
    .auth(...BOSS);
  return response.body;
}

describe('201', () => {
  test('the recording is in the list, has a detail and can be played', async () => {
    const harness = createHarness();
    const response = await upload(harness);
    expect(response.status).toBe(201);
    expect(Object.keys(response.body)).toEqual(['id']);
    const { id } = response.body;
    expect(await detailOf(harness, id)).toMatchObject({
      id,
      startTime: '2018-09-25T13:00:00.0000000',
      duration: 'PT2S',
      direction: 1,
      localPartyNumber: '111',
      remotePartyNumber: null,
      ownerUsername: 'alice',
      owner: { firstName: 'Alice', group: 'Sales' },
      preservingUser: null,
      note: null,
      size: WAV.length,
    });
    const list = await request(harness.app)
      .get(`${RECORDINGS}?ownerUsername=alice&startTime=2018-09-25`)
      .auth(...ALICE);
    expect(list.body).toMatchObject({ totalCount: 1, recordings: [{ id }] });
    const media = await request(harness.app)
      .get(`${RECORDINGS}/${id}/Media`)
      .auth(...BOSS);
    expect(media.status).toBe(200);
    expect(harness.core.imports.kept).toBe(0);
  });

  test('every optional field; the preserver "is the user that invokes the API"', async () => {
    const harness = createHarness();
    const jsondata = {
      ...METADATA,
      direction: 2,
      remoteParty: { firstName: 'John', lastName: 'Doe', phoneNumber: '+1555123456' },
      pbxCallId: '100',
      notes: 'wants a refund',
      preserved: true,
    };
    const { id } = (await upload(harness, { jsondata })).body;
    expect(await detailOf(harness, id)).toMatchObject({
      direction: 2,
      remotePartyNumber: '+1555123456',
      pbxCallId: '100',
      note: 'wants a refund',
      preservingUser: { username: 'boss' },
    });
    const recording = await harness.core.catalog.recordings.get(ACME, id);
    expect(recording).toMatchObject({
      state: 'done',
      preserved: true,
      preservingUsername: 'boss',
      noteAuthor: 'boss',
      origin: { via: 'upload', username: 'boss' },
      call: { line: { directoryNumber: ALICE_LINE.directoryNumber }, numericUserId: '654321' },
    });
  });

  test('recording.finished is published, once it can be fetched', async () => {
    const harness = createHarness();
    const { id } = (await upload(harness)).body;
    expect(harness.core.published).toMatchObject([
      { type: 'recording.finished', recording: { id, state: 'done' } },
    ]);
    const journal = await harness.core.catalog.outbox.journal(10);
    expect(journal).toMatchObject([{ event: { type: 'recording.finished', recording: { id } } }]);
  });

  test('the audio first, the metadata as a file, names in any case, unknown parts and fields', async () => {
    const harness = createHarness();
    const { startDateTime, duration, direction } = METADATA;
    const jsondata = {
      ...{ STARTDATETIME: startDateTime, Duration: duration, direction, Unknown: [1] },
      LocalParty: { UserName: 'stranger to all', PhoneNumber: '7', age: 5 },
      ...{ remoteParty: null, notes: null, preserved: null, pbxCallId: null },
    };
    const response = await request(harness.app)
      .post('/fw/apps/recorder/webapi/RECORDINGS/')
      .auth(...BOSS)
      .field('other', 'x')
      .attach('attachment', WAV, { filename: '../../etc/passwd', contentType: 'text/html' })
      .attach('more', WAV, 'more.wav')
      .attach('jsondata', Buffer.from(JSON.stringify(jsondata)), 'metadata.json');
    expect(response.status).toBe(201);
    expect(await detailOf(harness, response.body.id)).toMatchObject({
      ownerUsername: 'stranger to all',
      owner: { username: 'stranger to all', phoneNumber: '7', group: null },
    });
  });
});

describe('400 {reason, message}', () => {
  const cases: [string, number, Parts][] = [
    ['jsondata is no JSON', 0, { jsondata: '{"a":' }],
    ['no jsondata', 1, { jsondata: null }],
    ['jsondata is an array', 1, { jsondata: [] }],
    ['jsondata is too long', 1, { jsondata: { ...METADATA, x: 'x'.repeat(70_000) } }],
    ['no start', 1, { jsondata: { ...METADATA, startDateTime: undefined } }],
    ['a start that is none', 1, { jsondata: { ...METADATA, startDateTime: 'noon' } }],
    ['a start of a wrong type', 1, { jsondata: { ...METADATA, startDateTime: 5 } }],
    ['a duration that is none', 1, { jsondata: { ...METADATA, duration: 'PT' } }],
    ['a direction that is none', 1, { jsondata: { ...METADATA, direction: 3 } }],
    ['a direction of a wrong type', 1, { jsondata: { ...METADATA, direction: '1' } }],
    ['no local party', 1, { jsondata: { ...METADATA, localParty: null } }],
    [
      'a local party without a name',
      1,
      { jsondata: { ...METADATA, localParty: { phoneNumber: '1' } } },
    ],
    ['preserved of a wrong type', 1, { jsondata: { ...METADATA, preserved: 'yes' } }],
    ['no audio', 2, { attachment: Buffer.alloc(0) }],
    ['no audio that can be read', 2, { attachment: Buffer.from('ID3 and so on') }],
  ];

  test.each(cases)('%s: reason %i', async (_, reason, parts) => {
    const harness = createHarness();
    const response = await upload(harness, parts);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason, message: expect.any(String) });
    await expectNothingKept(harness);
  });

  test.each([
    ['application/json', '{}'],
    ['text/plain', 'x'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', '--b\r\n\r\n'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="jsondata"\r\n\r\n{',
    ],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="attachment"; filename="a"\r\n\r\nRIFF',
    ],
  ])('reason 0, a body that cannot be read: %s %j', async (type, body) => {
    const harness = createHarness();
    const sent = request(harness.app)
      .post(RECORDINGS)
      .auth(...BOSS)
      .set('Content-Type', type);
    const response = await sent.send(body);
    expect(response.body).toStrictEqual({ reason: 0, message: expect.any(String) });
    expect(response.status).toBe(400);
    await expectNothingKept(harness);
  });

  test('reason 1: metadata in a file, and too long', async () => {
    const harness = createHarness();
    const long = JSON.stringify({ ...METADATA, x: 'x'.repeat(70_000) });
    const response = await request(harness.app)
      .post(RECORDINGS)
      .auth(...BOSS)
      .attach('attachment', WAV, 'call.wav')
      .attach('jsondata', Buffer.from(long), 'metadata.json');
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({
      reason: 1,
      message: expect.stringContaining('too long'),
    });
    await expectNothingKept(harness);
  });

  test('reason 0: no body at all', async () => {
    const response = await request(createHarness().app)
      .post(RECORDINGS)
      .auth(...BOSS);
    expect([response.status, response.body.reason]).toEqual([400, 0]);
  });
});

describe('other errors, without a body', () => {
  test('409 outside of retention', async () => {
    const harness = createHarness({ retentionDays: 30 });
    const response = await upload(harness);
    expect([response.status, response.text]).toEqual([409, '']);
    await expectNothingKept(harness);
    const jsondata = { ...METADATA, startDateTime: '2026-01-01T00:00:00Z' };
    expect((await upload(harness, { jsondata })).status).toBe(201);
  });

  test.each(['busy', 'full'] as const)('503 when there is no room: %s', async (status) => {
    const harness = createHarness();
    harness.core.imports.currentStatus = status;
    const response = await upload(harness);
    expect([response.status, response.text]).toEqual([503, '']);
  });

  test('500 when the catalog fails, and the audio is gone', async () => {
    const harness = createHarness();
    const { core } = harness;
    let id = '';
    core.catalog.recordings.insert = (recording) => {
      id = recording.id;
      return Promise.reject(new TricordError('internal', 'the disk is on fire'));
    };
    const response = await upload(harness);
    expect([response.status, response.text]).toEqual([500, '']);
    expect(await core.media.stat(id)).toBeUndefined();
    await expectNothingKept(harness);
  });

  test('nothing of other accounts is visible', async () => {
    const harness = createHarness();
    const { id } = (await upload(harness, {}, STRANGER)).body;
    expect(
      (
        await request(harness.app)
          .get(`${RECORDINGS}/${id}`)
          .auth(...BOSS)
      ).status,
    ).toBe(404);
  });
});
