import { pauseRecording } from '@tricord/core';
import { holdBegin } from '@tricord/testkit';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ALICE_LINE,
  BOB_LINE,
  BOSS,
  createHarness,
  GLOBEX,
  type Harness,
  LIVE,
  recordCall,
  START,
  STRANGER,
} from '../testing/harness.ts';

/** Ids of the recordings that a query lists. */
async function listed({ app }: Harness, query = ''): Promise<string[]> {
  const response = await request(app)
    .get(LIVE + query)
    .auth(...BOSS);
  expect(response.status).toBe(200);
  return response.body.map(({ id }: { id: string }) => id);
}

async function threeRecordings() {
  const harness = createHarness();
  const record = async (description: Parameters<typeof recordCall>[1]) => {
    const { recording } = await recordCall(harness.core, description);
    harness.core.clock.advance(1);
    return recording.id;
  };
  const alice = await record({ line: ALICE_LINE, username: 'alice', numericUserId: '654321' });
  const aliceAway = await record({ line: BOB_LINE, username: 'Alice', numericUserId: '654321' });
  const bob = await record({ line: BOB_LINE, username: 'bob' });
  return { harness, alice, aliceAway, bob };
}

describe('Get Active Recordings, filters', () => {
  test('"If no filters are specified": all of them, newest first [ours]', async () => {
    const { harness, alice, aliceAway, bob } = await threeRecordings();
    expect(await listed(harness)).toEqual([bob, aliceAway, alice]);
  });

  test('deviceName, directoryNumber, numericUserId: compared exactly', async () => {
    const { harness, alice, aliceAway, bob } = await threeRecordings();
    expect(await listed(harness, '?deviceName=SEP111')).toEqual([alice]);
    expect(await listed(harness, '?deviceName=sep111')).toEqual([]);
    expect(await listed(harness, '?directoryNumber=112')).toEqual([bob, aliceAway]);
    expect(await listed(harness, '?directoryNumber=11')).toEqual([]);
    expect(await listed(harness, '?numericUserId=654321')).toEqual([aliceAway, alice]);
  });

  test('username: without regard to case [ours]', async () => {
    const { harness, alice, aliceAway } = await threeRecordings();
    expect(await listed(harness, '?username=ALICE')).toEqual([aliceAway, alice]);
    expect(await listed(harness, '?username=ali')).toEqual([]);
  });

  test('"If multiple filters are applied, all of them have to be met"', async () => {
    const { harness, aliceAway } = await threeRecordings();
    const all = '?deviceName=SEP112&directoryNumber=112&username=alice&numericUserId=654321';
    expect(await listed(harness, all)).toEqual([aliceAway]);
    expect(await listed(harness, '?directoryNumber=111&username=bob')).toEqual([]);
  });

  test('"If no active recording meeting the specified filters is found, an empty JSON array"', async () => {
    expect(await listed(createHarness(), '?username=nobody')).toEqual([]);
  });

  test('an empty filter is none [ours]', async () => {
    const { harness, alice, aliceAway, bob } = await threeRecordings();
    expect(await listed(harness, '?deviceName=&username=')).toEqual([bob, aliceAway, alice]);
  });
});

describe('Get Active Recordings, response', () => {
  test('the fields of an unknown call: none is missing', async () => {
    const { core, app } = createHarness();
    const { recording } = await recordCall(core, {});
    const { body } = await request(app)
      .get(LIVE)
      .auth(...BOSS);
    expect(body).toStrictEqual([
      {
        id: recording.id,
        duration: 'PT0S',
        startedAt: START,
        localParty: { username: null },
        remoteParty: { firstName: null, lastName: null, phoneNumber: null },
        isPaused: false,
      },
    ]);
  });

  test('isPaused "True if the recording is paused, false otherwise"; a pause does not lengthen it', async () => {
    const { core, app } = createHarness();
    const { recording } = await recordCall(core);
    core.clock.advance(10_000);
    await pauseRecording(core, ACME, { id: recording.id }, 'skip');
    core.clock.advance(5_000);
    const { body } = await request(app)
      .get(LIVE)
      .auth(...BOSS);
    expect(body).toMatchObject([{ isPaused: true, duration: 'PT10S' }]);
  });

  test('startedAt is printed in the zone of the configuration', async () => {
    const { core, app } = createHarness({ timeZone: 'America/New_York' });
    await recordCall(core);
    const { body } = await request(app)
      .get(LIVE)
      .auth(...BOSS);
    expect(body[0].startedAt).toBe('2026-01-01T22:04:05.0000000');
  });

  test('design, table of states: queued, finishing and ended recordings are not listed', async () => {
    const harness = createHarness();
    const { core } = harness;
    core.recorder.startsAtOnce = false;
    const { recording } = await recordCall(core);
    expect(await listed(harness)).toEqual([]);
    await core.recorder.started(recording);
    expect(await listed(harness)).toEqual([recording.id]);
    await core.catalog.recordings.update(ACME, recording.id, (r) => ({ ...r, state: 'finishing' }));
    expect(await listed(harness)).toEqual([]);
    await core.catalog.recordings.update(ACME, recording.id, (r) => ({ ...r, state: 'failed' }));
    expect(await listed(harness)).toEqual([]);
  });

  test('a recording is listed once its start has been answered', async () => {
    const harness = createHarness();
    const { app, core } = harness;
    await core.liveSession(ACME, { line: ALICE_LINE });
    const held = holdBegin(core);
    const answer = request(app)
      .post(LIVE)
      .auth(...BOSS)
      .send({ directoryNumber: '111' })
      .then(({ status, body }) => ({ status, id: body.id }));
    const recording = await held;
    expect(await listed(harness)).toEqual([]);
    await core.recorder.started(recording);
    expect(await answer).toEqual({ status: 201, id: recording.id });
    expect(await listed(harness)).toEqual([recording.id]);
  });

  test('another account sees only its own', async () => {
    const { core, app } = createHarness();
    await recordCall(core);
    const own = await recordCall(core, { line: ALICE_LINE }, GLOBEX);
    const { body } = await request(app)
      .get(`${LIVE}?directoryNumber=111`)
      .auth(...STRANGER);
    expect(body.map(({ id }: { id: string }) => id)).toEqual([own.recording.id]);
  });
});

test('Get Active Recordings, 500 Internal Server Error: no body, and one line in the log', async () => {
  const { core, app, logged } = createHarness();
  core.catalog.recordings.list = () => Promise.reject(new Error('the disk is on fire'));
  const response = await request(app)
    .get(LIVE)
    .auth(...BOSS);
  expect(response.status).toBe(500);
  expect(response.text).toBe('');
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('the disk is on fire');
});

test('a filter that is given twice is a malformed request: 400 without a body [ours]', async () => {
  const response = await request(createHarness().app)
    .get(`${LIVE}?username=alice&username=bob`)
    .auth(...BOSS);
  expect(response.status).toBe(400);
  expect(response.text).toBe('');
});
