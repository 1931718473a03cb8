import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AriEvent } from '../mappers/event.ts';
import type { EventStream } from '../testing/event-stream.ts';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/**
 * docs/contracts/ari.md#what-a-recording-client-also-calls: addChannel and removeChannel, and the events of
 * bridges. Everything else is as observed on Asterisk 22.10.
 */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const ADD = '/ari/bridges/b1/addChannel';
const REMOVE = '/ari/bridges/b1/removeChannel';
const call = (externalId: string) => ari.core.liveSession(ACME, { externalId });
const create = (query = 'bridgeId=b1') => ari.pbx.post(`/ari/bridges?${query}`);
const channelsOf = async (id: string): Promise<string[]> =>
  (await ari.pbx.get(`/ari/bridges/${id}`).expect(200)).body.channels;

async function take(events: EventStream, count: number): Promise<AriEvent[]> {
  const taken: AriEvent[] = [];
  while (taken.length < count) taken.push(await events.next());
  return taken;
}

describe('addChannel, removeChannel', () => {
  beforeEach(async () => {
    await create().expect(200);
    for (const id of ['c1', 'c2', 'c3']) await call(id);
  });

  test('add and remove a list of channels; a third channel makes the bridge mix', async () => {
    await ari.pbx.post(`${ADD}?channel=c3,c1`).expect(204);
    expect(await channelsOf('b1')).toEqual(['c1', 'c3']);
    await ari.pbx
      .post(ADD)
      .send({ channel: ['c2'] })
      .expect(204);
    const { body } = await ari.pbx.get('/ari/bridges/b1').expect(200);
    expect(body).toMatchObject({ technology: 'softmix', channels: ['c1', 'c2', 'c3'] });
    await ari.pbx.post(REMOVE).type('form').send('channel=c1,c2').expect(204);
    expect(await channelsOf('b1')).toEqual(['c3']);
  });

  test('a channel that enters a bridge leaves its previous one', async () => {
    await create('bridgeId=b2').expect(200);
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
    await ari.pbx.post('/ari/bridges/b2/addChannel?channel=c1').expect(204);
    expect(await channelsOf('b1')).toEqual([]);
    expect(await channelsOf('b2')).toEqual(['c1']);
  });

  test('a channel that hangs up leaves, and the bridge stays', async () => {
    await ari.pbx.post(`${ADD}?channel=c1,c2`).expect(204);
    await ari.pbx.delete('/ari/channels/c1').expect(204);
    await ari.pbx.delete('/ari/channels/c2').expect(204);
    expect(await channelsOf('b1')).toEqual([]);
  });

  test('run the checks in order, and change nothing if one fails', async () => {
    await ari.core.liveSession(ACME, { externalId: 'out' });
    await ari.pbx.post('/ari/channels/out/continue').expect(204);
    for (const path of [ADD, REMOVE]) {
      const refused = [
        ['', 400, 'Missing parameter channel'],
        ['?channel=', 400, 'Missing parameter channel'],
        ['?channel=nobody', 400, 'Channel not found'],
        ['?channel=c1,nobody', 400, 'Channel not found'],
        ['?channel=out', 422, 'Channel not in Stasis application'],
        ['?channel=c1,out', 422, 'Channel not in Stasis application'],
      ] as const;
      for (const [query, status, message] of refused) {
        expect((await ari.pbx.post(path + query).expect(status)).body).toEqual({ message });
      }
    }
    expect(await channelsOf('b1')).toEqual([]);
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
    const response = await ari.pbx.post(`${REMOVE}?channel=c1,c2`).expect(422);
    expect(response.body).toEqual({ message: 'Channel not in this bridge' });
    expect(await channelsOf('b1')).toEqual(['c1']);
  });

  test('409 `Channel <id> currently recording`, until it has stopped', async () => {
    await ari.pbx.post('/ari/channels/c1/record?name=x&format=wav').expect(201);
    const response = await ari.pbx.post(`${ADD}?channel=c2,c1`).expect(409);
    expect(response.body).toEqual({ message: 'Channel c1 currently recording' });
    expect(await channelsOf('b1')).toEqual(['c2']);
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
  });

  test('a recording that was started by another dialect does not prevent it', async () => {
    const { target } = await ari.record('theirs');
    if (target.kind !== 'session') throw new Error('not of a call');
    await ari.pbx.post(`${ADD}?channel=${target.sessionId}`).expect(204);
    await ari.pbx.get('/ari/recordings/live/theirs').expect(200);
  });
});

describe('events', () => {
  test('of entering, moving, leaving and destruction, each with the current channels of the bridge', async () => {
    const events = await ari.events('app=all&subscribeAll=true&api_key=pbx:secret:1');
    await create().expect(200);
    await create('bridgeId=b2').expect(200);
    await call('c1');
    await call('c2');
    await ari.pbx.post(`${ADD}?channel=c2,c1`).expect(204);
    await ari.pbx.post('/ari/bridges/b2/addChannel?channel=c1').expect(204);
    await ari.pbx.post(`${REMOVE}?channel=c2`).expect(204);
    await ari.pbx.delete('/ari/bridges/b2').expect(204);
    const received = (await take(events, 11)).map((event) => [
      event.type,
      ...('bridge' in event ? [event.bridge.id, event.bridge.channels] : []),
      ...('channel' in event ? [event.channel?.id] : []),
    ]);
    expect(received).toEqual([
      ['BridgeCreated', 'b1', []],
      ['BridgeCreated', 'b2', []],
      ['ChannelCreated', 'c1'],
      ['ChannelCreated', 'c2'],
      ['ChannelEnteredBridge', 'b1', ['c2'], 'c2'],
      ['ChannelEnteredBridge', 'b1', ['c1', 'c2'], 'c1'],
      ['ChannelLeftBridge', 'b1', ['c2'], 'c1'],
      ['ChannelEnteredBridge', 'b2', ['c1'], 'c1'],
      ['ChannelLeftBridge', 'b1', [], 'c2'],
      ['ChannelLeftBridge', 'b2', [], 'c1'],
      ['BridgeDestroyed', 'b2', []],
    ]);
  });

  test('are all sent to the application of the channel', async () => {
    const events = await ari.events();
    await create().expect(200);
    await call('c1');
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
    const channel = (await ari.pbx.get('/ari/channels/c1')).body;
    const bridge = (await ari.pbx.get('/ari/bridges/b1')).body;
    expect(bridge.channels).toEqual(['c1']);
    expect(await events.next()).toMatchObject({ type: 'StasisStart' });
    expect(await events.next()).toEqual({
      type: 'ChannelEnteredBridge',
      timestamp: START,
      bridge,
      channel,
      asterisk_id: SYSTEM_ID,
      application: 'recorder',
    });
  });

  test('of a hang-up: leaves the bridge, then the application, then is destroyed', async () => {
    const events = await ari.events();
    await create().expect(200);
    await call('c1');
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
    await ari.pbx.delete('/ari/channels/c1').expect(204);
    expect((await take(events, 6)).map(({ type }) => type)).toEqual([
      'StasisStart',
      'ChannelEnteredBridge',
      'ChannelHangupRequest',
      'ChannelLeftBridge',
      'StasisEnd',
      'ChannelDestroyed',
    ]);
  });
});
