import { expect, test } from '@jest/globals';
import { type CallDescription, type Recording, startRecording } from '@tricord/core';
import request from 'supertest';
import {
  ACME,
  BOSS,
  createHarness,
  type Harness,
  LIVE,
  recordCall,
  SEED_DEVICE,
  stateOf,
} from '../testing/harness.ts';

/** A recording with the id that the vendor's page shows. */
async function recordAs(
  { core }: Harness,
  id: string,
  description: CallDescription,
): Promise<Recording> {
  const call = await core.liveSession(ACME, description);
  return startRecording(
    { ...core, ids: { uuid: () => id } },
    { accountId: ACME, target: { sessionId: call.id }, origin: { via: 'imagicle' } },
  );
}

test('seed 003, "Successful request": the active recordings of 123456 and user1', async () => {
  const harness = createHarness();
  const { core, app } = harness;
  core.clock.advance(Date.UTC(2018, 6, 2, 15, 7) - core.clock.now());
  await recordAs(harness, '6b98303a-b295-473a-adae-19b78aca468d', {
    line: { deviceName: SEED_DEVICE, directoryNumber: '123456' },
    username: 'user1',
    remote: { firstName: 'John', lastName: 'Doe', phoneNumber: '+1555123456' },
  });
  await recordCall(core);
  core.clock.advance(73_000);

  const response = await request(app)
    .get(`${LIVE}?directoryNumber=123456&username=user1`)
    .auth(...BOSS);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toMatch(/^application\/json/);
  // The page's example shows the object alone, its text ("an empty JSON array is returned") an array.
  expect(response.body).toStrictEqual([
    {
      id: '6b98303a-b295-473a-adae-19b78aca468d',
      duration: 'PT1M13S',
      startedAt: '2018-07-02T15:07:00.0000000',
      localParty: { username: 'user1' },
      remoteParty: { firstName: 'John', lastName: 'Doe', phoneNumber: '+1555123456' },
      isPaused: false,
    },
  ]);
});

test('seed 001, by id, "Successful request" and "Request failure"', async () => {
  const harness = createHarness();
  const shown = '75A90276-E47E-4e9e-B463-E3C743D5FF3A';
  const recording = await recordAs(harness, shown.toLowerCase(), {
    line: { deviceName: SEED_DEVICE, directoryNumber: '101' },
  });

  const first = await request(harness.app)
    .delete(`${LIVE}/${shown}`)
    .auth(...BOSS);
  expect(first.status).toBe(204);
  expect(await stateOf(harness.core, recording)).toBe('done');

  const second = await request(harness.app)
    .delete(`${LIVE}/${shown}`)
    .auth(...BOSS);
  expect(second.status).toBe(409);
  expect(second.text).toBe('');
});

test('seed 001, by device name, "Successful request"', async () => {
  const { core, app } = createHarness();
  const { recording } = await recordCall(core, { line: { deviceName: SEED_DEVICE } });
  const response = await request(app)
    .delete(`${LIVE}?deviceName=SEP123456789ABC`)
    .auth(...BOSS);
  expect(response.status).toBe(204);
  expect(await stateOf(core, recording)).toBe('done');
});

test('seed 001, by device name and directory number, "Request failure": a call that is not recorded', async () => {
  const { core, app } = createHarness();
  await core.liveSession(ACME, { line: { deviceName: SEED_DEVICE, directoryNumber: '101' } });
  const response = await request(app)
    .delete(`${LIVE}?deviceName=SEP123456789ABC&directoryNumber=101`)
    .auth(...BOSS);
  expect(response.status).toBe(409);
  expect(response.text).toBe('');
});
