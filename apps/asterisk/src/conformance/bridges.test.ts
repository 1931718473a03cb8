import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, START, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-a-recording-client-also-calls: bridges. The rest is as observed on Asterisk 22.10. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const BRIDGE = {
  id: 'b1',
  technology: 'simple_bridge',
  bridge_type: 'mixing',
  bridge_class: 'stasis',
  creator: 'Stasis',
  name: '',
  channels: [],
  creationtime: START,
  video_mode: 'talker',
};
const ADD = '/ari/bridges/b1/addChannel';
const call = (externalId: string) => ari.core.liveSession(ACME, { externalId });
const create = (query = 'bridgeId=b1') => ari.pbx.post(`/ari/bridges?${query}`);

describe('create', () => {
  test('POST /bridges answers 200 with the bridge', async () => {
    expect((await create().expect(200)).body).toEqual(BRIDGE);
    expect((await ari.pbx.get('/ari/bridges/b1').expect(200)).body).toEqual(BRIDGE);
  });

  test('without an id it gets a UUID; a name is only shown', async () => {
    const { body } = await create('name=sales').expect(200);
    expect(body).toEqual({
      ...BRIDGE,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'sales',
    });
    await ari.pbx.get('/ari/bridges/sales').expect(404);
  });

  test('POST /bridges/{id} takes any id; 409 when there is a bridge of that id', async () => {
    const { body } = await ari.pbx.post('/ari/bridges/a%20b%2Fc?type=holding&name=n').expect(200);
    expect(body).toMatchObject({
      id: 'a b/c',
      bridge_type: 'holding',
      technology: 'holding_bridge',
      name: 'n',
    });
    for (const again of ['/ari/bridges/a%20b%2Fc', '/ari/bridges?bridgeId=a%20b%2Fc']) {
      const response = await ari.pbx.post(again).expect(409);
      expect(response.body).toEqual({ message: "Bridge with id 'a b/c' already exists" });
    }
  });

  test('types are a list; an invalid one is a 400', async () => {
    const ok = [
      'mixing,dtmf_events,proxy_media',
      'mixing, dtmf_events',
      'video_sfu',
      'holding',
      '',
    ];
    for (const type of ok) await create(`type=${type}`).expect(200);
    for (const type of ['zap', 'MIXING', 'mixing,holding', 'dtmf_events', 'video_single']) {
      const response = await create(`type=${type}`).expect(400);
      expect(response.body).toEqual({ message: `Unable to create a bridge of type '${type}'` });
    }
  });

  test('400 for an id or name that is too long', async () => {
    const long = 'x'.repeat(257);
    for (const query of [`bridgeId=${long}`, `name=${long}`]) {
      expect((await create(query).expect(400)).body).toEqual({ message: 'Error parsing request' });
    }
    const response = await ari.pbx.post(`/ari/bridges/${long}`).expect(400);
    expect(response.body).toEqual({ message: 'Error parsing request' });
  });

  test('its id is free again once it is destroyed', async () => {
    await create('bridgeId=b1&type=holding').expect(200);
    await ari.pbx.delete('/ari/bridges/b1').expect(204);
    ari.core.clock.advance(1);
    const { body } = await create().expect(200);
    expect(body).toMatchObject({ bridge_type: 'mixing', channels: [] });
    expect(body.creationtime).not.toBe(START);
  });

  test('a bridge of another account is not visible and does not conflict', async () => {
    await create().expect(200);
    expect((await ari.stranger.get('/ari/bridges').expect(200)).body).toEqual([]);
    await ari.stranger.get('/ari/bridges/b1').expect(404);
    await ari.stranger.post('/ari/bridges/b1').expect(200);
  });
});

describe('read and destroy', () => {
  test('404 for an unknown bridge in every operation', async () => {
    const unknown = [
      ari.pbx.get('/ari/bridges/none'),
      ari.pbx.delete('/ari/bridges/none'),
      ari.pbx.post('/ari/bridges/none/addChannel'),
      ari.pbx.post('/ari/bridges/none/removeChannel?channel=x'),
      ari.pbx.post('/ari/bridges/none/record?name=x&format=wav&maxDurationSeconds=-1'),
    ];
    for (const request of unknown) {
      expect((await request.expect(404)).body).toEqual({ message: 'Bridge not found' });
    }
  });

  test('GET /bridges lists bridges by id, with their channels', async () => {
    for (const id of ['b', 'B', 'a']) await create(`bridgeId=${id}`).expect(200);
    await call('c1');
    await ari.pbx.post('/ari/bridges/b/addChannel?channel=c1').expect(204);
    const { body } = await ari.pbx.get('/ari/bridges').expect(200);
    expect(body.map(({ id, channels }: typeof BRIDGE) => [id, channels])).toEqual([
      ['B', []],
      ['a', []],
      ['b', ['c1']],
    ]);
  });

  test('the conference of another dialect is a bridge, too, by its name and its UUID', async () => {
    await ari.core.liveSession(ACME, { externalId: 'c1', conferenceId: 'Room 12' });
    const { body } = await ari.pbx.get('/ari/bridges/Room%2012').expect(200);
    expect(body).toEqual({ ...BRIDGE, id: 'Room 12', channels: ['c1'] });
    const [event] = ari.core.published.filter(({ type }) => type === 'conference.created');
    if (event === undefined || !('conference' in event)) throw new Error('no conference');
    const byId = await ari.pbx.get(`/ari/bridges/${event.conference.id}`).expect(200);
    expect(byId.body).toEqual(body);
  });

  test('DELETE removes the members, and their calls continue', async () => {
    await create().expect(200);
    await call('c1');
    await ari.pbx.post(`${ADD}?channel=c1`).expect(204);
    await ari.pbx.delete('/ari/bridges/b1').expect(204);
    await ari.pbx.get('/ari/bridges/b1').expect(404);
    await ari.pbx.delete('/ari/bridges/b1').expect(404);
    await ari.pbx.post('/ari/channels/c1/record?name=x&format=wav').expect(201);
    await ari.pbx.get('/ari/recordings/live/x').expect(200);
  });

  test('DELETE stops recordings of the bridge, and keeps them', async () => {
    await create().expect(200);
    await ari.pbx.post('/ari/bridges/b1/record?name=x&format=wav').expect(201);
    await ari.pbx.delete('/ari/bridges/b1').expect(204);
    await ari.pbx.get('/ari/recordings/live/x').expect(404);
    await ari.pbx.get('/ari/recordings/stored/x').expect(200);
  });
});
