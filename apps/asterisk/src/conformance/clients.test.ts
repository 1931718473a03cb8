import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** Requests as the libraries of docs/dialects/asterisk/using.md#clients send them, by their source. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

test('node-ari-client deletes with a JSON type and an empty body', async () => {
  await ari.store('a b');
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  expect((await ari.raw('DELETE', '/ari/recordings/stored/a%20b', headers)).status).toBe(204);
});

describe('ari-py, with swagger-py', () => {
  test('writes a space in a path as a plus', async () => {
    await ari.store('a b/c');
    expect((await ari.raw('GET', '/ari/recordings/stored/a+b%2Fc')).status).toBe(200);
  });

  test('joins its applications by commas', async () => {
    const events = await ari.events('app=recorder%2Cauditor&api_key=pbx%3Asecret%3A1');
    await ari.pbx.get('/ari/applications/auditor').expect(200);
    events.socket.terminate();
  });
});

describe('CyCoreSystems/ari (Go)', () => {
  /** Its DateFormat, `2006-01-02T15:04:05.000-0700`. */
  const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{4}$/;

  test('connects with a foreign Origin, then requests system information', async () => {
    const events = await ari.events('app=recorder&api_key=pbx:secret:1&subscribeAll=true');
    events.socket.terminate();
    const headers = { 'Content-Type': 'application/json', Origin: 'http://localhost/' };
    const { status, body } = await ari.raw('GET', '/ari/asterisk/info', headers);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      system: { entity_id: expect.any(String), version: expect.any(String) },
      status: {
        startup_time: expect.stringMatching(DATE),
        last_reload_time: expect.stringMatching(DATE),
      },
      config: { name: expect.any(String), setid: { user: expect.any(String) } },
    });
  });

  test('records with every parameter in a JSON body', async () => {
    const { id } = await ari.core.liveSession(ACME);
    const response = await ari.pbx
      .post(`/ari/channels/${id}/record`)
      .send({
        ...{ name: 'x', format: 'wav', maxDurationSeconds: 0, maxSilenceSeconds: 0 },
        ...{ beep: false, terminateOn: '#', ifExists: 'fail' },
      })
      .expect(201);
    expect(response.body.state).toBe('queued');
  });

  test('creates a bridge and adds a channel with JSON bodies', async () => {
    const { id } = await ari.core.liveSession(ACME);
    const created = await ari.pbx.post('/ari/bridges/b1').send({ type: 'mixing', name: 'meeting' });
    expect([created.status, created.body.id]).toEqual([200, 'b1']);
    expect(created.body.creationtime).toMatch(DATE);
    await ari.pbx
      .post('/ari/bridges/b1/addChannel')
      .send({ channel: id, absorbDTMF: false, mute: false })
      .expect(204);
  });
});

test('AsterNET.ARI writes booleans as True and False', async () => {
  const events = await ari.events('app=recorder&subscribeAll=False&api_key=pbx:secret:1');
  events.socket.terminate();
  const { id } = await ari.core.liveSession(ACME);
  await ari.pbx.post(`/ari/channels/${id}/record?name=x&format=wav&beep=False`).expect(201);
});

test('phpari posts JSON to copy', async () => {
  await ari.store('x');
  const body = { destinationRecordingName: 'y' };
  await ari.pbx.post('/ari/recordings/stored/x/copy').send(body).expect(200);
});

test('phparia posts a form to copy', async () => {
  await ari.store('x');
  const form = 'destinationRecordingName=y+z';
  const response = await ari.pbx.post('/ari/recordings/stored/x/copy').type('form').send(form);
  expect([response.status, response.body]).toEqual([200, { name: 'y z', format: 'wav' }]);
});
