import type { RecorderStatus } from '@tricord/core';
import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ALICE_LINE,
  AUTOMATIC_LINE,
  BOSS,
  createHarness,
  DEAF_LINE,
  GLOBEX,
  type Harness,
  LIVE,
  recordCall,
  SEED_DEVICE,
  SHARED_LINE,
  STRANGER,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, POST LiveRecordings.

function start({ app }: Harness, body: object | string): Promise<Response> {
  return request(app)
    .post(LIVE)
    .auth(...BOSS)
    .set('Content-Type', 'application/json')
    .send(body);
}

async function harnessWithCall(line: object = ALICE_LINE): Promise<Harness> {
  const harness = createHarness();
  await harness.core.liveSession(ACME, { line });
  return harness;
}

describe('201 {"id":"<guid>"}', () => {
  test.each([
    [{ directoryNumber: '111' }],
    [{ deviceName: 'SEP111' }],
    [{ deviceName: 'SEP111', directoryNumber: '111' }],
    [{ deviceName: '', directoryNumber: '111', mode: 0 }],
    [{ deviceName: null, directoryNumber: '111', mode: null }],
    [{ DirectoryNumber: '111', Mode: 1 }],
    [{ directoryNumber: '111', note: 'unknown fields are ignored', __proto__: { a: 1 } }],
  ])('%j', async (body) => {
    const harness = createHarness();
    const call = await harness.core.liveSession(ACME, { line: ALICE_LINE });
    const response = await start(harness, body);
    expect(response.status).toBe(201);
    expect(Object.keys(response.body)).toEqual(['id']);
    const recording = await harness.core.catalog.recordings.get(ACME, response.body.id);
    expect(recording).toMatchObject({
      target: { kind: 'session', sessionId: call.id },
      origin: { via: 'imagicle', username: 'boss' },
    });
  });

  test('of several calls on the line, the newest that is not recorded', async () => {
    const harness = createHarness();
    const { core } = harness;
    const held = await core.liveSession(ACME, { line: ALICE_LINE });
    core.clock.advance(1_000);
    await recordCall(core);
    const { body } = await start(harness, { directoryNumber: '111' });
    const recording = await core.catalog.recordings.get(ACME, body.id);
    expect(recording?.target).toEqual({ kind: 'session', sessionId: held.id });
  });

  test('a call whose device or number is unknown', async () => {
    const byNumber = await harnessWithCall({ directoryNumber: '111' });
    expect((await start(byNumber, { directoryNumber: '111' })).status).toBe(201);
    const byDevice = await harnessWithCall({ deviceName: 'SEP111' });
    expect((await start(byDevice, { deviceName: 'SEP111' })).status).toBe(201);
  });

  test('assigns the call to the only owner of its line, unless it has an owner already', async () => {
    const harness = createHarness();
    const { core } = harness;
    const nobodys = await core.liveSession(ACME, { line: ALICE_LINE });
    await start(harness, { directoryNumber: '111' });
    const described = await core.catalog.sessions.get(ACME, nobodys.id);
    expect(described?.call).toMatchObject({
      username: 'alice',
      numericUserId: '654321',
      line: ALICE_LINE,
    });

    const bobs = await core.liveSession(ACME, { line: ALICE_LINE, username: 'bob' });
    core.clock.advance(1_000);
    await start(harness, { directoryNumber: '111' });
    expect((await core.catalog.sessions.get(ACME, bobs.id))?.call.username).toBe('bob');
  });

  test('users who share an extension are distinguished by numericUserId', async () => {
    const harness = createHarness();
    const { core } = harness;
    const call = await core.liveSession(ACME, { line: SHARED_LINE, numericUserId: '2' });
    expect((await start(harness, { directoryNumber: '200' })).status).toBe(201);
    expect((await core.catalog.sessions.get(ACME, call.id))?.call.username).toBe('night');
  });
});

describe('mode', () => {
  test('0 media forking: a start that names the device is not about a dial-in', async () => {
    const harness = await harnessWithCall({ directoryNumber: '111' });
    expect((await start(harness, { deviceName: 'SEP111' })).status).toBe(409);
    expect((await start(harness, { ...ALICE_LINE, mode: 0 })).status).toBe(409);
  });

  test('1 dial-in: the recording has no device, and the documented 409 of the stop follows', async () => {
    const harness = await harnessWithCall({ directoryNumber: '111' });
    expect((await start(harness, { ...ALICE_LINE, mode: 1 })).status).toBe(201);
    const stop = (query: string) =>
      request(harness.app)
        .delete(LIVE + query)
        .auth(...BOSS);
    expect((await stop('?deviceName=SEP111')).status).toBe(409);
    expect((await stop('?directoryNumber=111')).status).toBe(204);
  });
});

describe('400', () => {
  test.each<object | string>([
    {},
    { deviceName: '', directoryNumber: null },
    { mode: 1 },
    { deviceName: 5 },
    { directoryNumber: 111 },
    { directoryNumber: ['111'] },
    { deviceName: { $ne: '' } },
    { directoryNumber: 111, mode: 7 },
    '[]',
    '["111"]',
    'null',
    '"111"',
    '{"directoryNumber":',
    '\u0000',
  ])('reason 0, neither name given (or none that can be read): %j', async (body) => {
    const response = await start(await harnessWithCall(), body);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 0 });
  });

  test.each([
    [{ deviceName: 'SEP999' }, { reason: 1, deviceName: 'SEP999' }],
    [
      { deviceName: 'SEP112', directoryNumber: '111' },
      { reason: 1, deviceName: 'SEP112' },
    ],
    [{ deviceName: '../../etc/passwd' }, { reason: 1, deviceName: '../../etc/passwd' }],
    [{ directoryNumber: '302' }, { reason: 1, deviceName: 'SEPDEAF' }],
    // There is no device to name.
    [{ directoryNumber: '999' }, { reason: 1 }],
    [{ directoryNumber: '\u0000' }, { reason: 1 }],
  ])('reason 1, line missing or not monitorable: %j', async (body, answer) => {
    const response = await start(await harnessWithCall(DEAF_LINE), body);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual(answer);
  });

  test.each([2, -1, 0.5, '0', 'dial-in', true, []])('reason 2, invalid mode: %j', async (mode) => {
    const response = await start(await harnessWithCall(), { directoryNumber: '111', mode });
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 2 });
  });

  test('reason 4, device configured for automatic recording, with a call or without', async () => {
    for (const harness of [createHarness(), await harnessWithCall(AUTOMATIC_LINE)]) {
      const response = await start(harness, { deviceName: 'SEPAUTO' });
      expect(response.status).toBe(400);
      expect(response.body).toStrictEqual({ reason: 4 });
    }
  });
});

describe('409 no connected call, or no user for it', () => {
  const refused = async (harness: Harness, body: object) => {
    const response = await start(harness, body);
    expect(response.status).toBe(409);
    expect(response.text).toBe('');
  };

  test('no call', () => refused(createHarness(), { directoryNumber: '111' }));

  test('the call is over', async () => {
    const harness = createHarness();
    await harness.core.hangUp(await harness.core.liveSession(ACME, { line: ALICE_LINE }));
    await refused(harness, { directoryNumber: '111' });
  });

  test("another line's call, on the same device", async () => {
    const harness = await harnessWithCall({ deviceName: SEED_DEVICE, directoryNumber: '101' });
    await refused(harness, { directoryNumber: '123456' });
  });

  test("another account's call", async () => {
    const harness = createHarness();
    await harness.core.liveSession(GLOBEX, { line: ALICE_LINE });
    await refused(harness, { directoryNumber: '111' });
    const own = await request(harness.app)
      .post(LIVE)
      .auth(...STRANGER)
      .send({ directoryNumber: '111' });
    expect(own.status).toBe(201);
  });

  test('several users share the extension, and the call has no owner', async () => {
    const harness = await harnessWithCall(SHARED_LINE);
    await refused(harness, { directoryNumber: '200' });
  });
});

describe('429 already recorded', () => {
  test.each(['imagicle', 'another dialect'])('by %s', async (by) => {
    const harness = createHarness();
    if (by === 'imagicle') {
      await harness.core.liveSession(ACME, { line: ALICE_LINE });
      await start(harness, { directoryNumber: '111' });
    } else {
      await recordCall(harness.core);
    }
    const response = await start(harness, { directoryNumber: '111' });
    expect(response.status).toBe(429);
    expect(response.text).toBe('');
  });
});

describe('faults', () => {
  test.each<RecorderStatus>(['full', 'draining', 'unavailable'])(
    '503 no capacity: the recorder is %s',
    async (status) => {
      const harness = await harnessWithCall();
      harness.core.recorder.currentStatus = status;
      const response = await start(harness, { directoryNumber: '111' });
      expect(response.status).toBe(503);
      expect(response.text).toBe('');
    },
  );

  test('500', async () => {
    const harness = await harnessWithCall();
    harness.core.catalog.sessions.list = () => Promise.reject(new Error('the disk is on fire'));
    expect((await start(harness, { directoryNumber: '111' })).status).toBe(500);
  });

  test('413 when the body is too large, 415 when it is not JSON [ours]', async () => {
    const { app } = createHarness();
    const post = (type: string, body: string) =>
      request(app)
        .post(LIVE)
        .auth(...BOSS)
        .set('Content-Type', type)
        .send(body);
    const large = await post('application/json', `{"deviceName":"${'x'.repeat(200_000)}"}`);
    expect([large.status, large.text]).toEqual([413, '']);
    const form = await post('application/x-www-form-urlencoded', 'directoryNumber=111');
    expect([form.status, form.text]).toEqual([415, '']);
  });
});
