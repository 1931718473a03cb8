import { type Recording, type SessionDescription, startRecording } from '@tricord/core';
import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  BOSS,
  createHarness,
  type Harness,
  recordCall,
  SEED_DEVICE,
  stateOf,
} from '../testing/harness.ts';

// The "Examples" of the vendor's pages, request for request: each request line and each answer is quoted as it
// stands there. Ids and the clock are set to what the pages show.

/** Sends a request line as printed on a page, without the host and the first slash. */
function send({ app }: Harness, line: string, contentType?: string): Promise<Response> {
  const [method, url] = line.split(' ');
  const path = `/${url}`;
  const sent = (method === 'GET' ? request(app).get(path) : request(app).delete(path)).auth(
    ...BOSS,
  );
  return contentType === undefined ? sent : sent.set('Content-Type', contentType);
}

/** A recording with the id that a page shows. */
async function recordAs(
  { core }: Harness,
  id: string,
  description: SessionDescription,
): Promise<Recording> {
  const call = await core.liveSession(ACME, description);
  return startRecording(
    { ...core, ids: { uuid: () => id } },
    { accountId: ACME, target: { sessionId: call.id }, origin: { via: 'imagicle' } },
  );
}

describe('Stop Recording, "By recording id"', () => {
  const LINE = 'DELETE fw/Apps/Recorder/WebAPI/LiveRecordings/75A90276-E47E-4e9e-B463-E3C743D5FF3A';
  const ID = '75a90276-e47e-4e9e-b463-e3c743d5ff3a';
  const line = { deviceName: SEED_DEVICE, directoryNumber: '101' };

  test('"Successful request": "The response status is 204 No Content, and the recording having the given id has been stopped."', async () => {
    const harness = createHarness();
    const recording = await recordAs(harness, ID, { line });
    const other = await recordCall(harness.core);
    const response = await send(harness, LINE);
    expect([response.status, response.text]).toEqual([204, '']);
    expect(await stateOf(harness.core, recording)).toBe('done');
    expect(await stateOf(harness.core, other.recording)).toBe('recording');
  });

  test('"Request failure", "the given id doesn\'t identify a live recording": "The response status is 409 Conflict."', async () => {
    const harness = createHarness();
    const unknown = await send(harness, LINE);
    expect([unknown.status, unknown.text]).toEqual([409, '']);

    await recordAs(harness, ID, { line });
    await send(harness, LINE);
    const finished = await send(harness, LINE);
    expect([finished.status, finished.text]).toEqual([409, '']);
  });
});

describe('Stop Recording, "By device name and directory number"', () => {
  test('"Successful request": "The response status is 204 No Content, and the recording on the given device has been stopped."', async () => {
    const harness = createHarness();
    const { recording } = await recordCall(harness.core, {
      line: { deviceName: SEED_DEVICE, directoryNumber: '101' },
    });
    const response = await send(
      harness,
      'DELETE fw/Apps/Recorder/WebAPI/LiveRecordings?deviceName=SEP123456789ABC',
    );
    expect([response.status, response.text]).toEqual([204, '']);
    expect(await stateOf(harness.core, recording)).toBe('done');
  });

  test('"Request failure", "a connected call on the device [...], but the call is not being recorded": "The response status is 409 Conflict."', async () => {
    const harness = createHarness();
    const { core } = harness;
    const line = { deviceName: SEED_DEVICE, directoryNumber: '101' };
    await core.liveSession(ACME, { line });
    // Another number of the device: "on the given device name and/or directory number" means both here.
    const { recording } = await recordCall(core, { line: { ...line, directoryNumber: '123456' } });
    const response = await send(
      harness,
      'DELETE fw/Apps/Recorder/WebAPI/LiveRecordings?deviceName=SEP123456789ABC&directoryNumber=101',
    );
    expect([response.status, response.text]).toEqual([409, '']);
    expect(await stateOf(core, recording)).toBe('recording');
  });
});

describe('Get Active Recordings, "the active recordings associated to directory number 123456 and username user1"', () => {
  const LINE = 'GET fw/Apps/Recorder/WebAPI/LiveRecordings?directoryNumber=123456&username=user1';
  /** "Request Content-Type: application/json", although there is no body. */
  const CONTENT_TYPE = 'application/json';
  const BODY = `{
    "id": "6b98303a-b295-473a-adae-19b78aca468d",
    "duration": "PT1M13S",
    "startedAt": "2018-07-02T15:07:00.0000000",
    "localParty": {
        "username": "user1"
    },
    "remoteParty": {
        "firstName": "John",
        "lastName": "Doe",
        "phoneNumber": "+1555123456"
    },
    "isPaused": false
}`;

  test('"The response status is 200 OK, and its body is": the page\'s, to the byte but for white space', async () => {
    const harness = createHarness();
    const { core } = harness;
    core.clock.advance(Date.UTC(2018, 6, 2, 15, 7) - core.clock.now());
    await recordAs(harness, '6b98303a-b295-473a-adae-19b78aca468d', {
      line: { deviceName: SEED_DEVICE, directoryNumber: '123456' },
      username: 'user1',
      remote: { firstName: 'John', lastName: 'Doe', phoneNumber: '+1555123456' },
    });
    await recordCall(core);
    core.clock.advance(73_000);
    const response = await send(harness, LINE, CONTENT_TYPE);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    // The example shows the object alone; its text ("an empty JSON array is returned") asks for an array.
    expect(response.text).toBe(`[${JSON.stringify(JSON.parse(BODY))}]`);
  });

  test('"If no active recording meeting the specified filters is found, an empty JSON array is returned."', async () => {
    const harness = createHarness();
    const line = { deviceName: SEED_DEVICE, directoryNumber: '123456' };
    await recordCall(harness.core, { line, username: 'alice' });
    const response = await send(harness, LINE, CONTENT_TYPE);
    expect([response.status, response.text]).toEqual([200, '[]']);
  });
});
