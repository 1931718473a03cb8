import { createConference, endConference, joinConference, leaveConference } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, GLOBEX, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-a-recording-client-also-calls: applications and events/user. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const KEY = 'api_key=pbx:secret:1';
const EMPTY = {
  channel_ids: [],
  bridge_ids: [],
  endpoint_ids: [],
  device_names: [],
  events_allowed: [],
  events_disallowed: [],
};
const EVERYTHING = {
  channel_ids: ['__AST_CHANNEL_ALL_TOPIC'],
  bridge_ids: ['__AST_BRIDGE_ALL_TOPIC'],
  endpoint_ids: ['__AST_ENDPOINT_ALL_TOPIC'],
  device_names: ['__AST_DEVICE_STATE_ALL_TOPIC'],
};

const read = async (name: string) => (await ari.pbx.get(`/ari/applications/${name}`)).body;
const subscription = (name: string, sources?: string) =>
  `/ari/applications/${name}/subscription${sources === undefined ? '' : `?eventSource=${sources}`}`;

describe('GET /applications', () => {
  test('an inbound application always exists, another one while a client is connected', async () => {
    expect((await ari.pbx.get('/ari/applications')).body).toEqual([{ name: 'recorder', ...EMPTY }]);
    const other = await ari.events(`app=other,all&subscribeAll=true&${KEY}`);
    expect((await ari.pbx.get('/ari/applications')).body).toEqual([
      { name: 'all', ...EMPTY, ...EVERYTHING },
      { name: 'other', ...EMPTY, ...EVERYTHING },
      { name: 'recorder', ...EMPTY },
    ]);
    other.socket.close();
    await other.closed();
    await ari.pbx.get('/ari/applications/other').expect(404, { message: 'Application not found' });
    expect(await read('recorder')).toEqual({ name: 'recorder', ...EMPTY });
  });

  test("another account's applications are not visible", async () => {
    await ari.events('app=theirs&api_key=stranger:secret');
    await ari.pbx.get('/ari/applications/theirs').expect(404);
    await ari.stranger.get('/ari/applications/theirs').expect(200);
  });

  test('shows the channels in the application by their current ids', async () => {
    const one = await ari.core.liveSession(ACME);
    await ari.core.liveSession(ACME, { externalId: '42.1' });
    await ari.core.liveSession(GLOBEX, { externalId: 'theirs' });
    expect((await read('recorder')).channel_ids).toEqual([one.id, '42.1']);
    const described = { ...one, call: { ...one.call, externalId: '42.0' } };
    ari.core.events.publish({
      type: 'session.updated',
      at: 0,
      accountId: ACME,
      session: described,
    });
    expect((await read('recorder')).channel_ids).toEqual(['42.0', '42.1']);
    await ari.core.hangUp(one);
    expect((await read('recorder')).channel_ids).toEqual(['42.1']);
  });

  test('shows a bridge from when the first channel of the application enters it until it is destroyed', async () => {
    const { id } = await ari.core.liveSession(ACME);
    await createConference(ari.core, ACME, { name: 'b' });
    expect((await read('recorder')).bridge_ids).toEqual([]);
    await joinConference(ari.core, ACME, 'b', id);
    expect((await read('recorder')).bridge_ids).toEqual(['b']);
    await leaveConference(ari.core, ACME, 'b', id);
    await joinConference(ari.core, ACME, 'b', id);
    expect((await read('recorder')).bridge_ids).toEqual(['b']);
    await endConference(ari.core, ACME, 'b');
    expect((await read('recorder')).bridge_ids).toEqual([]);
  });
});

describe('subscription', () => {
  test('400, 404 and 422, checked in this order, for the first invalid source', async () => {
    const cases = [
      [subscription('none'), 400, 'Missing parameter eventSource'],
      [subscription('none', 'nope:x'), 404, 'Application not found'],
      [subscription('recorder', 'nope:x'), 400, 'Invalid event source URI scheme'],
      [subscription('recorder', 'channel'), 400, 'Invalid event source URI scheme'],
      [subscription('recorder', 'Channel:x'), 400, 'Invalid event source URI scheme'],
      [subscription('recorder', 'channel:x,nope:x'), 422, 'Event source does not exist'],
      [subscription('recorder', 'bridge:x'), 422, 'Event source does not exist'],
      [subscription('recorder', 'endpoint:PJSIP/x'), 422, 'Event source does not exist'],
    ] as const;
    for (const [path, status, message] of cases) {
      await ari.pbx.post(path).expect(status, { message });
    }
    const gone = subscription('recorder', 'channel:x');
    await ari.pbx.delete(gone).expect(422, { message: 'Event source was not subscribed to' });
    await ari.pbx.delete(subscription('none', 'nope:x')).expect(404);
    await ari.pbx.delete(subscription('recorder', 'nope:x')).expect(400);
    await ari.pbx.delete(subscription('recorder')).expect(400);
    await ari.viewer.post(gone).expect(403);
  });

  test('is counted: two subscriptions need two unsubscriptions, and those before an error count', async () => {
    await createConference(ari.core, ACME, { name: 'b' });
    const twice = subscription('recorder', 'bridge:b');
    await ari.pbx.post(twice).expect(200, { name: 'recorder', ...EMPTY, bridge_ids: ['b'] });
    await ari.pbx.post(subscription('recorder', 'bridge:b,bridge:nope')).expect(422);
    await ari.pbx.delete(twice).expect(200, { name: 'recorder', ...EMPTY, bridge_ids: ['b'] });
    await ari.pbx.delete(twice).expect(200, { name: 'recorder', ...EMPTY });
    await ari.pbx.delete(twice).expect(422);
  });

  test('accepts a JSON array, an empty id for all resources of a kind, and any device', async () => {
    await createConference(ari.core, ACME, { name: 'b' });
    const body = { eventSource: ['bridge:b', 'deviceState:Stasis:x'] };
    const { body: both } = await ari.pbx.post(subscription('recorder')).send(body).expect(200);
    expect(both).toMatchObject({ bridge_ids: ['b'], device_names: ['Stasis:x'] });
    const { body: all } = await ari.pbx.post(subscription('recorder', 'channel:')).expect(200);
    expect(all.channel_ids).toEqual(EVERYTHING.channel_ids);
    await ari.core.liveSession(ACME, { externalId: '42.1' });
    // A subscription to everything includes each single resource.
    expect((await read('recorder')).channel_ids).toEqual(EVERYTHING.channel_ids);
    await ari.pbx.delete(subscription('recorder', 'channel:')).expect(200);
    expect((await read('recorder')).channel_ids).toEqual([]);
  });

  test("another account's channel does not exist", async () => {
    await ari.core.liveSession(GLOBEX, { externalId: 'theirs' });
    await ari.pbx.post(subscription('recorder', 'channel:theirs')).expect(422);
  });

  test('ends with the channel or bridge', async () => {
    await ari.events(`app=other&${KEY}`);
    const session = await ari.core.liveSession(ACME, { externalId: '42.1' });
    await createConference(ari.core, ACME, { name: 'b' });
    await ari.pbx.post(subscription('other', 'channel:42.1,bridge:b,bridge:b')).expect(200);
    await ari.core.hangUp(session);
    await endConference(ari.core, ACME, 'b');
    expect(await read('other')).toEqual({ name: 'other', ...EMPTY });
  });

  test('an application outlives its client while it is subscribed to a channel or bridge', async () => {
    const other = await ari.events(`app=other&${KEY}`);
    const session = await ari.core.liveSession(ACME, { externalId: '42.1' });
    await ari.pbx.post(subscription('other', 'channel:42.1,deviceState:x,bridge:')).expect(200);
    other.socket.close();
    await other.closed();
    expect(await read('other')).toEqual({ name: 'other', ...EMPTY, channel_ids: ['42.1'] });
    const again = await ari.events(`app=other&${KEY}`);
    await ari.core.hangUp(session);
    expect(await again.next()).toMatchObject({ type: 'ChannelDestroyed', application: 'other' });
    again.socket.close();
    await again.closed();
    await ari.pbx.get('/ari/applications/other').expect(404);
  });
});

describe('delivery', () => {
  test('events of a recording go to the subscribers of its channel', async () => {
    const own = await ari.events();
    const other = await ari.events(`app=other&${KEY}`);
    const recording = await ari.record('x', 'wav');
    if (recording.target.kind !== 'session') throw new Error('of a session');
    const source = `channel:${recording.target.sessionId}`;
    await ari.pbx.post(subscription('other', source)).expect(200);
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    expect(await other.next()).toMatchObject({ type: 'RecordingFinished', application: 'other' });
    const received = [await own.next(), await own.next(), await own.next()];
    expect(received.map(({ type }) => type)).toEqual([
      'StasisStart',
      'RecordingStarted',
      'RecordingFinished',
    ]);
  });

  test('an application that unsubscribes from its own channel receives only the end of the channel', async () => {
    const own = await ari.events();
    const session = await ari.core.liveSession(ACME, { externalId: '42.1' });
    await ari.pbx.delete(subscription('recorder', 'channel:42.1')).expect(200);
    await ari.pbx.post('/ari/channels/42.1/record?name=x&format=wav').expect(201);
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    await ari.core.hangUp(session);
    expect((await own.next()).type).toBe('StasisStart');
    expect((await own.next()).type).toBe('StasisEnd');
  });

  test('events of a bridge go to its subscribers and to the applications of its channels', async () => {
    const own = await ari.events();
    const other = await ari.events(`app=other&${KEY}`);
    const { id } = await ari.core.liveSession(ACME, { externalId: '42.1' });
    await own.next();
    await createConference(ari.core, ACME, { name: 'b' });
    await ari.pbx.post(subscription('other', 'bridge:b')).expect(200);
    await ari.pbx.post('/ari/bridges/b/record?name=x&format=wav').expect(201);
    expect((await other.next()).type).toBe('RecordingStarted');
    await joinConference(ari.core, ACME, 'b', id);
    for (const client of [own, other]) {
      expect(await client.next()).toMatchObject({
        type: 'ChannelEnteredBridge',
        bridge: { id: 'b', channels: ['42.1'] },
        channel: { id: '42.1' },
      });
    }
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    for (const client of [own, other]) {
      expect((await client.next()).type).toBe('RecordingFinished');
    }
    await endConference(ari.core, ACME, 'b');
    expect(await other.next()).toMatchObject({
      type: 'ChannelLeftBridge',
      bridge: { channels: [] },
    });
    expect((await other.next()).type).toBe('BridgeDestroyed');
    expect((await own.next()).type).toBe('ChannelLeftBridge');
    expect((await own.next()).type).toBe('BridgeDestroyed');
  });
});

describe('PUT /applications/{name}/eventFilter', () => {
  const put = (body?: string | object) =>
    ari.pbx
      .put('/ari/applications/recorder/eventFilter')
      .set('Content-Type', 'application/json')
      .send(body);
  const lists = ({ body }: { body: Record<string, unknown> }) => [
    body.events_allowed,
    body.events_disallowed,
  ];

  test('an omitted list is unchanged; an empty body or two empty lists reset both', async () => {
    const a = [{ type: 'A' }];
    const b = [{ type: 'B', note: 1 }];
    expect(lists(await put({ allowed: a }).expect(200))).toEqual([a, []]);
    expect(lists(await put({ disallowed: b }).expect(200))).toEqual([a, b]);
    expect(lists(await put({ something: 'else' }).expect(200))).toEqual([a, b]);
    expect(lists(await put({}).expect(200))).toEqual([[], []]);
    await put({ allowed: a, disallowed: b }).expect(200);
    expect(lists(await put({ allowed: [], disallowed: [] }).expect(200))).toEqual([[], []]);
    await put({ allowed: a }).expect(200);
    expect(lists(await put().expect(200))).toEqual([[], []]);
  });

  test('400 for anything but a list of types, without changes', async () => {
    await put({ allowed: [{ type: 'A' }] }).expect(200);
    const malformed = ['x', ['x'], [{}], [{ type: 5 }], [{ type: '' }], {}, null, 5];
    for (const list of malformed) {
      await put({ allowed: list }).expect(400, { message: 'Invalid format definition' });
      await put({ allowed: [], disallowed: list }).expect(400);
    }
    await put('"x"').expect(400, { message: 'Error parsing request body' });
    expect((await read('recorder')).events_allowed).toEqual([{ type: 'A' }]);
    await ari.pbx.put('/ari/applications/none/eventFilter').send({ allowed: 'x' }).expect(404);
  });

  test('only allowed events are sent, and never disallowed ones', async () => {
    const events = await ari.events();
    await put({
      allowed: [{ type: 'StasisStart' }, { type: 'StasisEnd' }, { type: 'RecordingStarted' }],
      disallowed: [{ type: 'StasisStart' }],
    });
    const recording = await ari.record('x');
    if (recording.target.kind !== 'session') throw new Error('of a session');
    await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
    await ari.core.sessionControl.hangUp(ACME, recording.target.sessionId);
    expect((await events.next()).type).toBe('RecordingStarted');
    expect((await events.next()).type).toBe('StasisEnd');
  });

  test('is deleted with the last client and subscription', async () => {
    const events = await ari.events();
    await put({ allowed: [{ type: 'A' }] });
    const session = await ari.core.liveSession(ACME);
    events.socket.close();
    await events.closed();
    expect((await read('recorder')).events_allowed).toEqual([{ type: 'A' }]);
    await ari.core.hangUp(session);
    expect((await read('recorder')).events_allowed).toEqual([]);
  });
});

describe('POST /events/user/{eventName}', () => {
  const path = (query = '', name = 'hello') => `/ari/events/user/${name}${query}`;

  test('sends ChannelUserevent with its variables only to that application', async () => {
    const events = await ari.events();
    const variables = { a: 'b', n: 5, o: { x: 1 }, eventname: 'ignored' };
    await ari.pbx.post(path('?application=recorder')).send({ variables }).expect(204, '');
    expect(await events.next()).toEqual({
      type: 'ChannelUserevent',
      timestamp: START,
      eventname: 'hello',
      userevent: { ...variables, eventname: 'hello' },
      asterisk_id: SYSTEM_ID,
      application: 'recorder',
    });
    await ari.pbx.post(path('?application=recorder', 'a%2Fb%20c')).expect(204);
    expect(await events.next()).toMatchObject({ userevent: { eventname: 'a/b c' } });
  });

  test('includes the channel and bridge of its source', async () => {
    const events = await ari.events();
    await ari.core.liveSession(ACME, { externalId: '42.1' });
    await createConference(ari.core, ACME, { name: 'a' });
    await createConference(ari.core, ACME, { name: 'b' });
    await events.next();
    const query = '?application=recorder&source=channel:42.1,bridge:a,bridge:b';
    await ari.pbx.post(path(query)).expect(204);
    const { body: channel } = await ari.pbx.get('/ari/channels/42.1');
    const { body: bridge } = await ari.pbx.get('/ari/bridges/b');
    expect(await events.next()).toMatchObject({ type: 'ChannelUserevent', channel, bridge });
  });

  test('400, 404 and 422, checked in this order', async () => {
    const cases = [
      ['', 400, 'Missing parameter application'],
      ['?application=none&source=nope:x', 404, 'Application not found'],
      ['?application=recorder&source=nope:x', 400, 'Invalid event source URI scheme'],
      ['?application=recorder&source=deviceState:x', 400, 'Invalid event source URI scheme'],
      ['?application=recorder&source=channel:x', 422, 'Event source was not found'],
      ['?application=recorder&source=bridge:x', 422, 'Event source was not found'],
      ['?application=recorder&source=endpoint:PJSIP/x', 422, 'Event source was not found'],
    ] as const;
    for (const [query, status, message] of cases) {
      await ari.pbx.post(path(query)).expect(status, { message });
    }
    for (const variables of ['x', ['x'], null]) {
      await ari.pbx.post(path('?application=recorder')).send({ variables }).expect(400);
    }
    await ari.viewer.post(path('?application=recorder')).expect(403);
    await ari.pbx.get(path()).expect(405);
  });
});
