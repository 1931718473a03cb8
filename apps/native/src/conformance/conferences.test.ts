import { conferenceRefFor } from '@tricord/core';
import { expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  OTHER,
  UNKNOWN,
} from '../testing/native-fixture.ts';

const ROOM = conferenceRefFor(ACME, 'room/1 ü');
const path = (rest = '') => `/conferences/${encodeURIComponent(ROOM.name)}${rest}`;

async function room(fixture: NativeFixture) {
  const created = await fixture
    .request('post', '/conferences')
    .send({ name: ROOM.name, metadata: { topic: 'spring' } });
  expect(created.status).toBe(201);
  return created;
}

const member = async ({ core }: NativeFixture, externalId: string) =>
  (await core.liveSession(ACME, { externalId })).id;

test('POST /conferences: creates one, which can be found by its id and its name', async () => {
  const fixture = nativeFixture();
  const { request, core } = fixture;
  const created = await room(fixture);
  const now = new Date(core.clock.now()).toISOString();
  const self = `/api/v1/conferences/${ROOM.id}`;
  expect(created.headers.location).toBe(self);
  expect(created.body).toEqual({
    id: ROOM.id,
    name: ROOM.name,
    state: 'live',
    created: true,
    metadata: { topic: 'spring' },
    createdAt: now,
    updatedAt: now,
    links: {
      self,
      members: `/api/v1/sessions?conferenceId=${ROOM.id}&state=live`,
      recordings: `/api/v1/recordings?conferenceId=${ROOM.id}`,
    },
  });
  for (const found of [path(), `/conferences/${ROOM.id.toUpperCase()}`]) {
    expect((await request('get', found)).body).toEqual(created.body);
  }
});

test('POST /conferences: the body is optional; then the name is the id', async () => {
  const { request } = nativeFixture();
  const { status, body } = await request('post', '/conferences');
  expect(status).toBe(201);
  expect(body.name).toBe(body.id);
});

test('POST /conferences: one live conference per name, 409 for the second', async () => {
  const fixture = nativeFixture();
  await room(fixture);
  const second = await fixture.request('post', '/conferences').send({ name: ROOM.name });
  expect(second.status).toBe(409);
  expect(second.body).toMatchObject({ code: 'conference-exists' });
});

test.each([
  [{ name: '' }, '/body/name'],
  [{ name: 'x'.repeat(257) }, '/body/name'],
  [{ metadata: { a: 1 } }, '/body/metadata/a'],
  [{ created: true }, '/body/created'],
])('POST /conferences with %j is rejected with the location', async (body, where) => {
  const { request } = nativeFixture();
  const response = await request('post', '/conferences').send(body);
  expect(response.status).toBe(400);
  expect(response.body.problems).toContainEqual({ path: where, message: expect.any(String) });
});

test('PUT and DELETE of members move live sessions in and out', async () => {
  const fixture = nativeFixture();
  const { request } = fixture;
  const { links } = (await room(fixture)).body;
  const id = await member(fixture, 'chan/1');
  const members = async () => {
    const { body } = await request('get', links.members.replace('/api/v1', ''));
    return body.sessions.map((session: { id: string }) => session.id);
  };
  expect((await request('put', path('/members/chan%2F1'))).status).toBe(204);
  expect((await request('put', path(`/members/${id}`))).status).toBe(204);
  expect(await members()).toEqual([id]);
  expect((await request('delete', path(`/members/${id}`))).status).toBe(204);
  expect(await members()).toEqual([]);
  const again = await request('delete', path(`/members/${id}`));
  expect([again.status, again.body.code]).toEqual([409, 'session-not-in-conference']);
});

test('PUT of a member: reports what does not exist or is not live', async () => {
  const fixture = nativeFixture();
  const { request, core } = fixture;
  await room(fixture);
  const ended = await core.liveSession(ACME);
  await core.hangUp(ended);
  const foreign = await core.liveSession(OTHER);
  for (const [where, status, code] of [
    [path(`/members/${ended.id}`), 409, 'session-not-live'],
    [path(`/members/${UNKNOWN}`), 404, 'session-not-found'],
    [path(`/members/${foreign.id}`), 404, 'session-not-found'],
    [`/conferences/nowhere/members/${UNKNOWN}`, 404, 'conference-not-found'],
  ] as const) {
    const response = await request('put', where);
    expect([where, response.status, response.body.code]).toEqual([where, status, code]);
  }
});

test('DELETE /conferences/{id}: members leave, recordings are kept, and it stays listed', async () => {
  const fixture = nativeFixture();
  const { request, core } = fixture;
  await room(fixture);
  const id = await member(fixture, 'a');
  const started = await request('post', '/recordings').send({ conferenceId: ROOM.name });
  expect(started.body).toMatchObject({
    target: { kind: 'conference', id: ROOM.id },
    call: { conference: ROOM, metadata: { topic: 'spring' } },
  });
  await request('put', path(`/members/${id}`));
  core.clock.advance(3000);
  expect((await request('delete', path())).status).toBe(204);
  const recording = await request('get', `/recordings/${started.body.id}`);
  expect(recording.body).toMatchObject({ state: 'done', endReason: 'hangup', durationMs: 3000 });
  const session = (await request('get', `/sessions/${id}`)).body;
  expect(session.state).toBe('live');
  expect(session.call).not.toHaveProperty('conference');
  expect((await request('get', path())).body).toMatchObject({
    state: 'ended',
    endedAt: new Date(core.clock.now()).toISOString(),
  });
  expect((await request('delete', path())).status).toBe(404);
});

test('GET /conferences: lists those of the account by state and time, in pages', async () => {
  const { request, core } = nativeFixture();
  await core.liveSession(OTHER, { conferenceId: 'theirs' });
  for (const name of ['one', 'two', 'three']) {
    await request('post', '/conferences').send({ name });
    core.clock.advance(1000);
  }
  await core.liveSession(ACME, { conferenceId: 'named by a call' });
  await request('delete', '/conferences/two');
  const names = (body: { conferences: { name: string }[] }) =>
    body.conferences.map(({ name }) => name);
  const live = await request('get', '/conferences?state=live');
  expect(names(live.body)).toEqual(['named by a call', 'three', 'one']);
  expect(live.body.conferences[0]).toMatchObject({ created: false });
  const first = await request('get', '/conferences?limit=3');
  expect(names(first.body)).toEqual(['named by a call', 'three', 'two']);
  const rest = await request('get', `/conferences?limit=3&after=${first.body.next}`);
  expect(names(rest.body)).toEqual(['one']);
  expect(rest.body).not.toHaveProperty('next');
  const from = live.body.conferences[1].createdAt;
  const late = await request('get', `/conferences?createdFrom=${from}&state=live&state=ended`);
  expect(names(late.body)).toEqual(['named by a call', 'three']);
  const never = await request('get', '/conferences?createdFrom=2026-13-01T00:00:00Z');
  expect([never.status, never.body.code]).toEqual([400, 'invalid-argument']);
});

test('PUT /sessions/{id}: conferenceId null removes a call from its conference', async () => {
  const { request, core } = nativeFixture();
  const { id } = await core.liveSession(ACME, { conferenceId: 'team' });
  const response = await request('put', `/sessions/${id}`).send({ conferenceId: null });
  expect(response.status).toBe(200);
  expect(response.body.call).not.toHaveProperty('conference');
  expect((await request('get', '/conferences/team')).body.state).toBe('ended');
});

test('DELETE /sessions/{id}: hangs up; 409 once it has ended; 404 for another account’s', async () => {
  const { request, core } = nativeFixture();
  const { id } = await core.liveSession(ACME, { externalId: 'chan-1' });
  expect((await request('delete', '/sessions/chan-1')).status).toBe(204);
  expect((await request('get', `/sessions/${id}`)).body.state).toBe('ended');
  const again = await request('delete', `/sessions/${id}`);
  expect([again.status, again.body.code]).toEqual([409, 'session-not-live']);
  const foreign = await core.liveSession(OTHER);
  expect((await request('delete', `/sessions/${foreign.id}`)).status).toBe(404);
});

test('a read-only key cannot change anything', async () => {
  const fixture = nativeFixture();
  const { request } = fixture;
  await room(fixture);
  const id = await member(fixture, 'a');
  for (const [method, where] of [
    ['post', '/conferences'],
    ['delete', path()],
    ['put', path(`/members/${id}`)],
    ['delete', path(`/members/${id}`)],
    ['delete', `/sessions/${id}`],
  ] as const) {
    expect((await request(method, where, 'acme-viewer')).status).toBe(403);
  }
  expect((await request('get', path(), 'acme-viewer')).status).toBe(200);
});
