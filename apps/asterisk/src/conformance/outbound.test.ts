import { once } from 'node:events';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialed, DialedApplication } from '../testing/dialed-application.ts';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** Outbound WebSockets. Events and requests as in docs/contracts/ari.md#get-arievents-websocket */
let application: DialedApplication;
let ari: Harness;

const outbound = (more: object = {}) => ({
  url: application.url,
  applications: ['dialed', 'second'],
  user: 'pbx',
  subscribeAll: true,
  protocols: ['ari'],
  username: 'tricord',
  password: 's:cret',
  ...more,
});

beforeEach(async () => {
  application = await DialedApplication.open();
});
afterEach(async () => {
  await ari.close();
  await application.close();
});

const about = (type: string, name: string, timestamp = START) => ({
  type,
  timestamp,
  asterisk_id: SYSTEM_ID,
  application: name,
});

async function connected(): Promise<Dialed> {
  const dialed = await application.connection();
  await dialed.next();
  await dialed.next();
  return dialed;
}

/** Until the loss of the connection is noted: from then on the wait for the next attempt runs. */
async function outage(): Promise<void> {
  while (ari.core.clock.pending < 2) await new Promise(setImmediate);
}

test('dials with Basic authentication and the subprotocol, and registers each application', async () => {
  ari = await startHarness([outbound()]);
  const dialed = await application.connection();
  expect(dialed.request.url).toBe('/app');
  expect(dialed.request.headers).toMatchObject({
    authorization: `Basic ${btoa('tricord:s:cret')}`,
    'sec-websocket-protocol': 'ari',
  });
  expect(await dialed.next()).toEqual(about('ApplicationRegistered', 'dialed'));
  expect(await dialed.next()).toEqual(about('ApplicationRegistered', 'second'));
});

test('the application gets events and may make requests as its user', async () => {
  ari = await startHarness([outbound({ applications: ['recorder'], user: 'viewer' })]);
  const dialed = await application.connection();
  expect(await dialed.next()).toMatchObject({ type: 'ApplicationRegistered' });
  await ari.core.liveSession(ACME, { externalId: '42.1' });
  expect(await dialed.next()).toMatchObject({ type: 'ChannelCreated' });
  expect(await dialed.next()).toMatchObject({ type: 'StasisStart', channel: { id: '42.1' } });
  const request = { type: 'RESTRequest', method: 'GET', uri: 'channels/42.1' };
  dialed.socket.send(JSON.stringify(request));
  expect(await dialed.next()).toMatchObject({ status_code: 200, application: 'recorder' });
  dialed.socket.send(JSON.stringify({ ...request, method: 'DELETE' }));
  expect(await dialed.next()).toMatchObject({ status_code: 403 });
});

describe('a connection that breaks', () => {
  test('is dialed again, receives the queued events, and keeps its applications', async () => {
    ari = await startHarness([outbound()]);
    const first = await connected();
    ari.core.clock.advance(10_000);
    first.socket.terminate();
    await outage();
    await ari.pbx.get('/ari/applications/dialed').expect(200);
    await ari.pbx.post('/ari/events/user/missed?application=dialed').expect(204);
    await ari.core.liveSession(ACME, { externalId: '42.1' });
    ari.core.clock.advance(1000);
    const second = await application.connection();
    const timestamp = '2026-01-02T03:04:16.000+0000';
    expect(await second.next()).toEqual(about('ApplicationRegistered', 'dialed', timestamp));
    expect(await second.next()).toEqual(about('ApplicationRegistered', 'second', timestamp));
    expect(await second.next()).toMatchObject({ type: 'ChannelUserevent', eventname: 'missed' });
    for (const name of ['dialed', 'second']) {
      const missed = { type: 'ChannelCreated', channel: { id: '42.1' }, application: name };
      expect(await second.next()).toMatchObject(missed);
    }
    await ari.pbx.post('/ari/events/user/ping?application=second').expect(204);
    expect(await second.next()).toMatchObject({ eventname: 'ping', application: 'second' });
    expect(ari.logged).toHaveLength(1);
  });
});

test('an outage with many queued events does not cause the next one', async () => {
  ari = await startHarness([outbound()]);
  // More than the system takes off our hands.
  const recording = { ...(await ari.record('x')), name: 'x'.repeat(10_000) };
  const first = await connected();
  first.socket.terminate();
  await outage();
  const count = 1000;
  for (let at = 0; at < count; at += 1) {
    ari.core.events.publish({ type: 'recording.started', at, accountId: ACME, recording });
  }
  ari.core.clock.advance(1000);
  const second = await connected();
  for (let n = 0; n < 2 * count; n += 1) {
    expect(await second.next()).toMatchObject({ type: 'RecordingStarted' });
  }
  await ari.pbx.post('/ari/events/user/x?application=second').expect(204);
  expect(await second.next()).toMatchObject({ type: 'ChannelUserevent' });
  expect(ari.logged).toHaveLength(1);
});

test('an inbound client may take the application over', async () => {
  ari = await startHarness([outbound()]);
  const dialed = await connected();
  const inbound = await ari.events('app=dialed&api_key=pbx:secret:1');
  expect(await dialed.next()).toEqual(about('ApplicationReplaced', 'dialed'));
  await ari.pbx.post('/ari/events/user/x?application=dialed').expect(204);
  expect((await inbound.next()).type).toBe('ChannelUserevent');
});

test('the metric shows for each application whether it is connected', async () => {
  const metrics = new Registry();
  const gauge = async () => {
    const metric = await metrics.getSingleMetric('tricord_ari_outbound_connected')?.get();
    return metric?.values.map(({ labels, value }) => [labels.account, labels.application, value]);
  };
  const both = (value: number) => [
    ['acme', 'dialed', value],
    ['acme', 'second', value],
  ];
  const starting = startHarness([outbound()], metrics);
  expect(await gauge()).toEqual(both(0));
  ari = await starting;
  const dialed = await connected();
  expect(await gauge()).toEqual(both(1));
  dialed.socket.terminate();
  await outage();
  expect(await gauge()).toEqual(both(0));
});

test('close sends a close frame, and does not reconnect', async () => {
  ari = await startHarness([outbound()]);
  const dialed = await connected();
  const closed = once(dialed.socket, 'close');
  await Promise.all([ari.app.close(), ari.app.close()]);
  expect(await dialed.next()).toEqual(about('ApplicationUnregistered', 'dialed'));
  expect(await dialed.next()).toEqual(about('ApplicationUnregistered', 'second'));
  expect((await closed)[0]).toBe(1001);
  expect(ari.core.clock.pending).toBe(0);
});

test('close during an outage leaves nothing behind', async () => {
  ari = await startHarness([outbound()]);
  (await connected()).socket.terminate();
  await outage();
  await ari.app.close();
  expect(ari.core.clock.pending).toBe(0);
});
