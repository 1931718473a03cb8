import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/dialects/asterisk/using.md: which application a call enters [ours] */
const APPLICATIONS = [
  { name: 'sales', sources: [] },
  { name: 'simulations', sources: ['simulated'] },
];

let ari: Harness;
beforeEach(async () => {
  ari = await startHarness([], new Registry(), APPLICATIONS);
});
afterEach(() => ari.close());

const listen = (applications: string) => ari.events(`app=${applications}&api_key=pbx:secret:1`);
const call = (externalId: string, application?: string) =>
  ari.core.liveSession(ACME, {
    externalId,
    ...(application === undefined ? {} : { metadata: { application } }),
  });

describe('a call enters one application of several', () => {
  test('the application of its description, or else of its source', async () => {
    const all = await listen('recorder,sales,simulations');
    await call('1', 'sales');
    await call('2', 'recorder');
    await call('3', 'unknown');
    await call('4');
    const received = [];
    for (let n = 0; n < 4; n += 1) received.push(await all.next());
    expect(received).toMatchObject([
      { type: 'StasisStart', application: 'sales', channel: { id: '1' } },
      { type: 'StasisStart', application: 'recorder', channel: { id: '2' } },
      { type: 'StasisStart', application: 'simulations', channel: { id: '3' } },
      { type: 'StasisStart', application: 'simulations', channel: { id: '4' } },
    ]);
    const { body } = await ari.pbx.get('/ari/channels/1').expect(200);
    expect(body.dialplan).toMatchObject({ app_name: 'Stasis', app_data: 'sales' });
  });

  test('which alone receives its events and those of its recordings, until its end', async () => {
    const [sales, other] = [await listen('sales'), await listen('simulations')];
    const session = await call('1', 'sales');
    await ari.pbx.post('/ari/channels/1/record?name=x&format=wav').expect(201);
    await ari.pbx.post('/ari/channels/1/variable?variable=application&value=simulations');
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    await ari.core.hangUp(session);
    const types = [];
    for (let n = 0; n < 6; n += 1) types.push((await sales.next()).type);
    expect(types).toEqual([
      'StasisStart',
      'RecordingStarted',
      'ChannelVarset',
      'RecordingFinished',
      'StasisEnd',
      'ChannelDestroyed',
    ]);
    // What comes next is what comes at all.
    await call('2');
    expect(await other.next()).toMatchObject({ type: 'StasisStart', channel: { id: '2' } });
  });

  test('which receives events of the bridges that its calls join', async () => {
    const sales = await listen('sales');
    await ari.pbx.post('/ari/bridges/room').expect(200);
    await call('1', 'sales');
    await ari.pbx.post('/ari/bridges/room/addChannel?channel=1').expect(204);
    await ari.pbx.post('/ari/channels/1/continue').expect(204);
    const types = [];
    for (let n = 0; n < 4; n += 1) types.push((await sales.next()).type);
    expect(types).toEqual([
      'StasisStart',
      'ChannelEnteredBridge',
      'ChannelLeftBridge',
      'StasisEnd',
    ]);
    const { body } = await ari.pbx.get('/ari/applications/sales').expect(200);
    expect(body).toMatchObject({ channel_ids: ['1'], bridge_ids: ['room'] });
  });

  test('which exists without a client', async () => {
    const { body } = await ari.pbx.get('/ari/applications').expect(200);
    expect(body.map(({ name }: { name: string }) => name)).toEqual([
      'recorder',
      'sales',
      'simulations',
    ]);
  });
});

describe('a client whose application no call enters', () => {
  async function warningTo(query: string): Promise<unknown> {
    const url = `ws://${ari.host}/ari/events?${query}&api_key=pbx:secret:1`;
    const socket = new WebSocket(url);
    const opened = once(socket, 'open');
    const [{ headers }] = (await once(socket, 'upgrade')) as [IncomingMessage];
    await opened;
    socket.terminate();
    return headers['tricord-warning'];
  }

  test('gets a warning header, which is also logged', async () => {
    expect(await warningTo('app=recorder,my-app,caf%C3%A9')).toBe(
      'no call enters my-app, caf%C3%A9; calls enter recorder, sales, simulations',
    );
    expect(ari.logged.map((line) => JSON.parse(line))).toMatchObject([
      {
        username: 'pbx',
        idle: ['my-app', 'café'],
        entered: ['recorder', 'sales', 'simulations'],
        msg: 'an event client has an application that no call enters',
      },
    ]);
  });

  test.each(['app=recorder', 'app=sales,simulations', 'app=my-app&subscribeAll=true'])(
    'gets no warning if it receives events of calls: %s',
    async (query) => {
      expect(await warningTo(query)).toBeUndefined();
      expect(ari.logged).toEqual([]);
    },
  );
});
