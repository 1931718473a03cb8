import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACME, GLOBEX, type Harness, START, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-a-recording-client-also-calls: GET /channels, GET /channels/{id}; and Channel in docs/contracts/ari.md#json */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const DESCRIPTION = {
  externalId: '1700000000.42',
  line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' },
  local: { firstName: 'John', lastName: 'Doe' },
  remote: { firstName: 'Jane', phoneNumber: '+39055123456' },
};

test('GET /channels/{id} has every field; the remote party calls, the local one is connected', async () => {
  const { id } = await ari.core.liveSession(ACME, DESCRIPTION);
  const response = await ari.pbx.get('/ari/channels/1700000000.42').expect(200);
  expect(response.body).toEqual({
    id: '1700000000.42',
    name: `Simulated/${id}`,
    state: 'Up',
    protocol_id: '',
    caller: { name: 'Jane', number: '+39055123456' },
    connected: { name: 'John Doe', number: '101' },
    accountcode: '',
    dialplan: {
      context: 'default',
      exten: '101',
      priority: 1,
      app_name: 'Stasis',
      app_data: 'recorder',
    },
    creationtime: START,
    language: 'en',
  });
});

test('an unknown channel has its UUID as id, and empty fields', async () => {
  const { id } = await ari.core.liveSession(ACME);
  const response = await ari.pbx.get(`/ari/channels/${id}`).expect(200);
  expect(response.body).toMatchObject({
    id,
    caller: { name: '', number: '' },
    connected: { name: '', number: '' },
    dialplan: { exten: 's' },
  });
});

test('an expected call is a channel in state Down, in no application', async () => {
  const { id } = await ari.core.liveSession(ACME);
  await ari.core.catalog.sessions.update(ACME, id, (session) => ({
    ...session,
    state: 'expected',
  }));
  const response = await ari.pbx.get(`/ari/channels/${id}`).expect(200);
  expect(response.body).toMatchObject({ state: 'Down', dialplan: { app_name: '', app_data: '' } });
  expect((await ari.pbx.get('/ari/channels').expect(200)).body).toEqual([]);
});

test('GET /channels lists the live calls of the account', async () => {
  expect((await ari.pbx.get('/ari/channels').expect(200)).body).toEqual([]);
  await ari.core.liveSession(ACME, { externalId: 'first' });
  const ended = await ari.core.liveSession(ACME, { externalId: 'second' });
  await ari.core.liveSession(GLOBEX, { externalId: 'third' });
  ari.core.clock.advance(1);
  await ari.core.liveSession(ACME, { externalId: 'fourth' });
  await ari.core.hangUp(ended);
  const response = await ari.pbx.get('/ari/channels').expect(200);
  expect(response.body.map((channel: { id: string }) => channel.id)).toEqual(['fourth', 'first']);
});

test('GET /channels is complete beyond a page of the catalog', async () => {
  const session = await ari.core.liveSession(ACME);
  for (let n = 0; n < 1000; n += 1) {
    await ari.core.catalog.sessions.insert({ ...session, id: ari.core.ids.uuid() });
  }
  const response = await ari.pbx.get('/ari/channels').expect(200);
  expect(response.body).toHaveLength(1001);
});

test('404 for an unknown channel and for one that has hung up', async () => {
  const session = await ari.core.liveSession(ACME, DESCRIPTION);
  await ari.core.hangUp(session);
  for (const id of ['nobody', '1700000000.42', session.id]) {
    const response = await ari.pbx.get(`/ari/channels/${id}`).expect(404);
    expect(response.body).toEqual({ message: 'Channel not found' });
  }
});
