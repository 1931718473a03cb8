import { expect, test } from 'vitest';
import { ACME, nativeFixture, OTHER, UNKNOWN } from '../testing/native-fixture.ts';

const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';
const DESCRIPTION = {
  line: { directoryNumber: '101' },
  direction: 'incoming',
  remote: { firstName: 'Jane', lastName: 'Roe', phoneNumber: '+15550100' },
  externalId: '1761234567.89',
  conferenceId: 'team call',
  metadata: { campaign: 'spring' },
};

test('PUT /sessions/{id}: an unknown call becomes expected, completed from the directory', async () => {
  const { request, core } = nativeFixture();
  const response = await request('put', `/sessions/${CALL.toUpperCase()}`).send(DESCRIPTION);
  expect(response.status).toBe(201);
  expect(response.headers.location).toBe(`/api/v1/sessions/${CALL}`);
  expect(response.headers['cache-control']).toBe('no-store');
  const now = new Date(core.clock.now()).toISOString();
  expect(response.body).toEqual({
    id: CALL,
    state: 'expected',
    call: {
      line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' },
      user: 'John',
      numericUserId: '654321',
      direction: 'incoming',
      local: {},
      remote: { firstName: 'Jane', lastName: 'Roe', phoneNumber: '+15550100' },
      externalId: '1761234567.89',
      conference: { id: expect.any(String), name: 'team call' },
      metadata: { campaign: 'spring' },
    },
    tracks: [],
    createdAt: now,
    updatedAt: now,
    links: { self: `/api/v1/sessions/${CALL}`, recordings: `/api/v1/recordings?sessionId=${CALL}` },
  });
});

test('PUT /sessions/{id}: during the call, replaces the given fields and responds with 200', async () => {
  const { request, core } = nativeFixture();
  const session = await core.liveSession(ACME, { username: 'john', remote: { lastName: 'Roe' } });
  const response = await request('put', `/sessions/${session.id}`).send({
    remote: { firstName: 'Jane' },
  });
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({
    state: 'live',
    source: 'simulated',
    tracks: ['remote'],
    startedAt: expect.any(String),
    call: { user: 'john', remote: { firstName: 'Jane', lastName: 'Roe' } },
  });
});

test('PUT /sessions/{id}: every field is optional, and so is the body', async () => {
  const { request } = nativeFixture();
  expect((await request('put', `/sessions/${CALL}`)).status).toBe(201);
  expect((await request('put', `/sessions/${CALL}`).send({})).status).toBe(200);
});

test.each([
  ['not-a-uuid', {}, '/params/id'],
  [CALL, { lines: {} }, '/body/lines'],
  [CALL, { direction: 'sideways' }, '/body/direction'],
  [CALL, { metadata: { a: 1 } }, '/body/metadata/a'],
  [CALL, { line: { deviceName: 'x'.repeat(257) } }, '/body/line/deviceName'],
])('PUT /sessions/%s with %j is rejected with the location', async (id, body, path) => {
  const { request } = nativeFixture();
  const response = await request('put', `/sessions/${id}`).send(body);
  expect(response.status).toBe(400);
  expect(response.body.problems).toContainEqual({ path, message: expect.any(String) });
});

test('PUT /sessions/{id}: the session of another account looks like an unknown one', async () => {
  const { request, core } = nativeFixture();
  const session = await core.liveSession(OTHER);
  const response = await request('put', `/sessions/${session.id}`).send({ user: 'me' });
  expect(response.status).toBe(201);
  expect(await core.catalog.sessions.get(OTHER, session.id)).toEqual(session);
  expect((await request('delete', `/sessions/${session.id}`)).status).toBe(204);
  expect((await request('get', `/sessions/${session.id}`)).status).toBe(404);
  expect(await core.catalog.sessions.get(OTHER, session.id)).toEqual(session);
});

test('DELETE /sessions/{id} withdraws an expected session, by its own id or the PBX’s', async () => {
  const { request } = nativeFixture();
  const body = { externalId: 'chan/1' };
  expect((await request('put', `/sessions/${UNKNOWN}`).send(body)).status).toBe(201);
  expect((await request('delete', `/sessions/${UNKNOWN}`, 'other-admin')).status).toBe(404);
  expect((await request('delete', '/sessions/chan%2F1')).status).toBe(204);
  expect((await request('get', `/sessions/${UNKNOWN}`)).status).toBe(404);
  expect((await request('delete', `/sessions/${UNKNOWN}`)).status).toBe(404);
  expect((await request('put', `/sessions/${UNKNOWN}`).send({})).status).toBe(201);
});

test('GET /sessions/{id} accepts the session’s id in any case, and the PBX’s own id', async () => {
  const { request, core } = nativeFixture();
  const { id } = await core.liveSession(ACME, { externalId: 'SIP/pbx-1/2' });
  for (const name of [id, id.toUpperCase(), encodeURIComponent('SIP/pbx-1/2')]) {
    const response = await request('get', `/sessions/${name}`);
    expect([response.status, response.body.id]).toEqual([200, id]);
  }
  expect((await request('get', `/sessions/${UNKNOWN}`)).status).toBe(404);
  expect((await request('get', `/sessions/${id}`, 'other-admin')).status).toBe(404);
});

test('GET /sessions filters by state and by the call’s details', async () => {
  const { request, core } = nativeFixture();
  const mine = await core.liveSession(ACME, { username: 'John', conferenceId: 'team' });
  const ended = await core.liveSession(ACME, {
    line: { deviceName: 'SEP1', directoryNumber: '7' },
    numericUserId: '9',
  });
  await core.hangUp(ended);
  await request('put', `/sessions/${CALL}`).send({});
  await core.liveSession(OTHER, { username: 'John' });

  const ids = async (query: string): Promise<string[]> => {
    const response = await request('get', `/sessions${query}`);
    expect(response.status).toBe(200);
    return response.body.sessions.map((session: { id: string }) => session.id).sort();
  };
  expect(await ids('')).toEqual([mine.id, ended.id, CALL].sort());
  expect(await ids('?state=live')).toEqual([mine.id]);
  expect(await ids('?state=ended&state=expected')).toEqual([ended.id, CALL].sort());
  expect(await ids('?username=jOHN')).toEqual([mine.id]);
  expect(await ids('?conferenceId=team')).toEqual([mine.id]);
  expect(await ids('?deviceName=SEP1&directoryNumber=7&numericUserId=9')).toEqual([ended.id]);
  expect(await ids('?deviceName=SEP1&directoryNumber=8')).toEqual([]);
  expect((await request('get', '/sessions?state=dead')).status).toBe(400);
});

test('GET /sessions is paged', async () => {
  const { request, core } = nativeFixture();
  const all: string[] = [];
  for (let i = 0; i < 5; i++) {
    all.unshift((await core.liveSession(ACME)).id);
    core.clock.advance(1000);
  }
  const seen: string[] = [];
  let after = '';
  do {
    const { body } = await request('get', `/sessions?limit=2${after}`);
    seen.push(...body.sessions.map((session: { id: string }) => session.id));
    after = body.next === undefined ? '' : `&after=${encodeURIComponent(body.next)}`;
  } while (after !== '');
  expect(seen).toEqual(all);
});

test.each(['limit=0', 'limit=1001', 'limit=x', 'after=%21'])(
  'GET /sessions?%s: 400',
  async (query) => {
    const { request } = nativeFixture();
    const response = await request('get', `/sessions?${query}`);
    expect(response.status).toBe(400);
    expect(response.type).toBe('application/problem+json');
  },
);
