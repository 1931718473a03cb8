import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  ALICE_LINE,
  BASE,
  BOSS,
  createHarness,
  type Harness,
  recordCall,
  START,
  STRANGER,
  storeRecording,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, GET Recordings/{id}; list item and detail in docs/contracts/imagicle.md#models

function read({ app }: Harness, id: string): Promise<Response> {
  return request(app)
    .get(`${BASE}/Recordings/${id}`)
    .auth(...BOSS);
}

describe('200 detail', () => {
  test('every field of a call that is well described', async () => {
    const harness = createHarness();
    const { id, media } = await storeRecording(
      harness.core,
      {
        externalId: '1700000000.42',
        line: ALICE_LINE,
        username: 'alice',
        direction: 'incoming',
        local: { phoneNumber: '+390584111' },
        remote: { firstName: 'John', lastName: 'Doe', phoneNumber: '+1555123456' },
        metadata: { note: 'wants a refund' },
      },
      73_000,
    );
    const response = await read(harness, id);
    expect(response.status).toBe(200);
    expect(response.body).toStrictEqual({
      id,
      referenceNumber: '17673230450000002',
      startTime: START,
      duration: 'PT1M13S',
      direction: 1,
      localPartyNumber: '+390584111',
      remotePartyNumber: '+1555123456',
      ownerUsername: 'alice',
      pbxCallId: '1700000000.42',
      pbxInfo: { callId: '1700000000.42' },
      owner: {
        username: 'alice',
        firstName: 'Alice',
        lastName: 'Ames',
        phoneNumber: '111',
        group: 'Sales',
        department: 'Retail',
      },
      preservingUser: null,
      note: 'wants a refund',
      size: 44 + 73 * 16_000,
      hash: media?.sha256,
    });
  });

  test('an unknown call: null, and no field is missing', async () => {
    const harness = createHarness();
    const { id, media } = await storeRecording(harness.core, {});
    expect((await read(harness, id)).body).toStrictEqual({
      id,
      referenceNumber: '17673230450000002',
      startTime: START,
      duration: 'PT4S',
      direction: 0,
      localPartyNumber: null,
      remotePartyNumber: null,
      ownerUsername: null,
      pbxCallId: null,
      pbxInfo: { callId: null },
      owner: null,
      preservingUser: null,
      note: null,
      size: media?.bytes,
      hash: media?.sha256,
    });
  });

  test('an owner who is not in the directory is shown as named by the call', async () => {
    const harness = createHarness();
    const { id } = await storeRecording(harness.core, {
      username: 'former',
      direction: 'outgoing',
      local: { firstName: 'Frida', lastName: 'Former' },
      line: { directoryNumber: '999' },
    });
    expect((await read(harness, id)).body).toMatchObject({
      direction: 2,
      localPartyNumber: '999',
      ownerUsername: 'former',
      owner: {
        username: 'former',
        firstName: 'Frida',
        lastName: 'Former',
        phoneNumber: '999',
        group: null,
        department: null,
      },
    });
  });
});

test.each(['x', '{75A90276-E47E-4e9e-B463-E3C743D5FF3A}', '%2e%2e%2f', '%zz'])(
  '400 not a GUID: %s',
  async (id) => {
    const response = await read(createHarness(), id);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 0 });
  },
);

describe('404', () => {
  test('unknown, or of another account', async () => {
    const harness = createHarness();
    const unknown = await read(harness, '75a90276-e47e-4e9e-b463-e3c743d5ff3a');
    expect([unknown.status, unknown.text]).toEqual([404, '']);
    const { id } = await storeRecording(harness.core);
    const foreign = await request(harness.app)
      .get(`${BASE}/Recordings/${id}`)
      .auth(...STRANGER);
    expect([foreign.status, foreign.text]).toEqual([404, '']);
  });

  test('design, table of states: live, failed and canceled recordings are not Recordings', async () => {
    const harness = createHarness();
    const { core } = harness;
    const live = await recordCall(core);
    expect((await read(harness, live.recording.id)).status).toBe(404);
    await core.recorder.failed(live.recording, 'the disk broke');
    expect((await read(harness, live.recording.id)).status).toBe(404);
    const discarded = await recordCall(core);
    await core.recorder.command(ACME, discarded.recording.id, { type: 'discard' });
    expect((await read(harness, discarded.recording.id)).status).toBe(404);
  });
});
