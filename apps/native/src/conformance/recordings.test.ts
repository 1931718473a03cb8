import { failToRecord } from '@tricord/core';
import { holdBegin } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { ACME, nativeFixture, OTHER, recordingFor10s, UNKNOWN } from '../testing/native-fixture.ts';

const LAML = `/api/laml/2010-04-01/Accounts/${ACME}`;
const IMAGICLE = '/fw/Apps/Recorder/WebAPI';

test('POST /recordings starts one, and returns its location once it has begun', async () => {
  const fixture = nativeFixture();
  const session = await fixture.core.liveSession(ACME, { externalId: 'chan-1' });
  const response = await fixture.request('post', '/recordings').send({
    sessionId: 'chan-1',
    name: 'a/b c',
    channels: 2,
    track: 'both',
    maxDurationMs: 60_000,
    maxSilenceMs: 5000,
    terminateOn: '#',
    trimSilence: true,
  });
  expect(response.status).toBe(201);
  expect(response.headers.location).toBe(`/api/v1/recordings/${response.body.id}`);
  expect(response.body).toMatchObject({
    name: 'a/b c',
    state: 'recording',
    startedAt: '2026-01-02T03:04:05.000Z',
    muted: false,
    target: { kind: 'session', id: session.id },
    settings: {
      channels: 2,
      track: 'both',
      maxDurationMs: 60_000,
      maxSilenceMs: 5000,
      terminateOn: '#',
      trimSilence: true,
      beep: false,
    },
    origin: { via: 'native' },
    durationMs: 0,
    pausedMs: 0,
  });
});

test.each([
  ['started', 201, { state: 'recording' }],
  ['failed', 500, { code: 'internal' }],
] as const)('POST /recordings waits until the recording has %s: %d', async (how, status, body) => {
  const { core, request } = nativeFixture();
  const { id: sessionId } = await core.liveSession(ACME);
  const held = holdBegin(core);
  const answer = request('post', '/recordings')
    .send({ sessionId })
    .then((response) => response);
  await core.recorder[how](await held, 'ENOSPC');
  expect(await answer).toMatchObject({ status, body });
});

test('POST /recordings responds after two seconds with a queued one', async () => {
  const { core, request } = nativeFixture();
  const { id: sessionId } = await core.liveSession(ACME);
  const held = holdBegin(core);
  const answer = request('post', '/recordings')
    .send({ sessionId })
    .then((response) => response);
  await held;
  core.clock.advance(2000);
  expect(await answer).toMatchObject({ status: 201, body: { state: 'queued' } });
});

test('GET /recordings/{id} of a live one: its identities and links in all three dialects', async () => {
  const fixture = nativeFixture();
  const { id, session } = await recordingFor10s(fixture, { name: 'a/b c' });
  const { body, status } = await fixture.request('get', `/recordings/${id.toUpperCase()}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id,
    state: 'recording',
    durationMs: 10_000,
    identities: {
      asterisk: { name: 'a/b c' },
      imagicle: { id },
      signalwire: { sid: id, accountSid: ACME, uri: `${LAML}/Recordings/${id}.json` },
    },
    call: { user: 'John', line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' } },
  });
  expect(body.media).toBeUndefined();
  expect(body.links).toEqual({
    self: `/api/v1/recordings/${id}`,
    session: `/api/v1/sessions/${session.id}`,
    asterisk: { live: '/ari/recordings/live/a%2Fb%20c' },
    imagicle: { live: `${IMAGICLE}/LiveRecordings/${id}` },
    signalwire: { recording: `${LAML}/Recordings/${id}.json` },
  });
});

test('GET /recordings/{id} of a finished one: timing, checksum and links in every dialect', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture, { name: 'kept' });
  await fixture.request('post', `/recordings/${id}/stop`);
  const { body } = await fixture.request('get', `/recordings/${id}`);
  expect(body).toMatchObject({
    state: 'done',
    endReason: 'requested',
    durationMs: 10_000,
    media: {
      durationMs: 10_000,
      sampleRateHz: 8000,
      channels: ['mix'],
      bytes: 160_044,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      gaps: [],
    },
  });
  expect(Date.parse(body.endedAt) - Date.parse(body.startedAt)).toBe(10_000);
  expect(body.links).toMatchObject({
    wav: `/api/v1/recordings/${id}/media.wav`,
    mp3: `/api/v1/recordings/${id}/media.mp3`,
    asterisk: {
      stored: '/ari/recordings/stored/kept',
      file: '/ari/recordings/stored/kept/file',
    },
    imagicle: {
      recording: `${IMAGICLE}/Recordings/${id}`,
      media: `${IMAGICLE}/Recordings/${id}/Media`,
    },
    signalwire: {
      recording: `${LAML}/Recordings/${id}.json`,
      wav: `${LAML}/Recordings/${id}.wav`,
      mp3: `${LAML}/Recordings/${id}.mp3`,
    },
  });
});

test('shows the content of each channel, left first, as recorded', async () => {
  const fixture = nativeFixture();
  const { core } = fixture;
  const channelsOf = async (settings: object) => {
    const { id } = await recordingFor10s(fixture, { name: core.ids.uuid() });
    await fixture.request('post', `/recordings/${id}/stop`);
    await core.catalog.recordings.update(ACME, id, (recording) => {
      const { stereo: _, ...rest } = recording.settings;
      const media = recording.media && { ...recording.media, channels: 2 as const };
      return { ...recording, settings: { ...rest, ...settings }, ...(media && { media }) };
    });
    const { status, body } = await fixture.request('get', `/recordings/${id}`);
    return [status, body.settings.stereo, body.media.channels];
  };
  const two = { channels: 2 };
  const [remote, local] = ['remote', 'local'];
  expect(await channelsOf({ ...two, stereo: 'remote-left' })).toEqual([
    200,
    'remote-left',
    [remote, local],
  ]);
  expect(await channelsOf({ ...two, stereo: 'local-left' })).toEqual([
    200,
    'local-left',
    [local, remote],
  ]);
  expect(await channelsOf(two)).toEqual([200, undefined, ['unknown', 'unknown']]);
});

test('lists a call that should have been recorded and never was', async () => {
  const { core, request } = nativeFixture();
  const session = await core.liveSession(ACME);
  const dueAt = core.clock.now();
  const call = { session, origin: { via: 'line' }, dueAt, endedAt: dueAt + 4000, cause: 'No room' };
  const { id } = await failToRecord(core, call);
  const { body } = await request('get', `/recordings?sessionId=${session.id}`);
  expect(body.recordings).toMatchObject([
    { id, state: 'failed', cause: 'No room', durationMs: 0, origin: { via: 'line' } },
  ]);
  expect(body.recordings[0].startedAt).toBeUndefined();
});

test('a conference can be recorded by its name, and LaML has the recording under the conference', async () => {
  const { core, request } = nativeFixture();
  const member = await core.liveSession(ACME, { conferenceId: 'team' });
  const conference = member.call.conference?.id;
  const { body, status } = await request('post', '/recordings').send({ conferenceId: 'team' });
  expect(status).toBe(201);
  expect(body.target).toEqual({ kind: 'conference', id: conference });
  expect(body.identities.signalwire.uri).toBe(
    `${LAML}/Conferences/${conference}/Recordings/${body.id}.json`,
  );
  expect(body.links.session).toBeUndefined();
});

test.each([
  [{}, 400, 'invalid-argument'],
  [{ sessionId: 'a', conferenceId: 'b' }, 400, 'invalid-argument'],
  [{ sessionId: 'nobody' }, 404, 'session-not-found'],
  [{ conferenceId: 'nobody' }, 404, 'conference-not-found'],
  [{ sessionId: 'live', name: '' }, 400, 'recording-name-invalid'],
  [{ sessionId: 'live', name: 'a\0b' }, 400, 'recording-name-invalid'],
  [{ sessionId: 'live', name: 'é'.repeat(513) }, 400, 'recording-name-invalid'],
  [{ sessionId: 'live', channels: 3 }, 400, 'invalid-request'],
  [{ sessionId: 'live', maxDurationMs: -1 }, 400, 'invalid-request'],
  [{ sessionId: 'live', nmae: 'x' }, 400, 'invalid-request'],
  [{ sessionId: 'ended' }, 409, 'session-not-live'],
])('POST /recordings %j: %i %s', async (body, status, code) => {
  const { core, request } = nativeFixture();
  await core.liveSession(ACME, { externalId: 'live' });
  await core.hangUp(await core.liveSession(ACME, { externalId: 'ended' }));
  const response = await request('post', '/recordings').send(body);
  expect([response.status, response.body.code]).toEqual([status, code]);
});

test('POST /recordings: a name that is taken, and a call that is already being recorded', async () => {
  const fixture = nativeFixture();
  const { session } = await recordingFor10s(fixture, { name: 'taken' });
  const again = async (body: object) => {
    const response = await fixture
      .request('post', '/recordings')
      .send({ sessionId: session.id, ...body });
    return [response.status, response.body.code];
  };
  expect(await again({ name: 'taken' })).toEqual([409, 'recording-name-taken']);
  expect(await again({ exclusive: true })).toEqual([409, 'already-recorded']);
  expect(await again({})).toEqual([201, undefined]);
});

test.each([
  ['unavailable', 'recorder-unavailable', expect.any(String)],
  ['draining', 'recorder-draining', expect.any(String)],
  ['full', 'recorder-full', 'There is no room for another recording: the disk has 1 MiB free'],
] as const)('POST /recordings while the recorder is %s: 503 %s', async (recorder, code, detail) => {
  const { core, request } = nativeFixture();
  const { id } = await core.liveSession(ACME);
  core.recorder.currentStatus = recorder;
  const response = await request('post', '/recordings').send({ sessionId: id });
  expect([response.status, response.body.code, response.body.detail]).toEqual([503, code, detail]);
});

test('GET /recordings filters and sorts', async () => {
  const fixture = nativeFixture();
  const { core, request } = fixture;
  const first = await recordingFor10s(fixture, { name: 'b-first' });
  const second = await recordingFor10s(fixture, { name: 'a-second' });
  await request('post', `/recordings/${first.id}/stop`);
  await core.liveSession(OTHER);

  const ids = async (query: string): Promise<string[]> => {
    const response = await request('get', `/recordings${query}`);
    expect(response.status).toBe(200);
    return response.body.recordings.map((recording: { id: string }) => recording.id);
  };
  const { createdAt } = (await request('get', `/recordings/${second.id}`)).body;
  expect(await ids('')).toEqual([second.id, first.id]);
  expect(await ids('?order=name')).toEqual([second.id, first.id]);
  expect(await ids('?order=name&namePrefix=b-')).toEqual([first.id]);
  expect(await ids('?state=done')).toEqual([first.id]);
  expect(await ids('?state=done&state=recording')).toEqual([second.id, first.id]);
  expect(await ids(`?sessionId=${first.session.id.toUpperCase()}`)).toEqual([first.id]);
  expect(await ids(`?createdFrom=${createdAt}`)).toEqual([second.id]);
  expect(await ids(`?createdBefore=${createdAt}`)).toEqual([first.id]);
  expect(await ids('?username=JOHN&deviceName=SEP123456789ABC&directoryNumber=101')).toHaveLength(
    2,
  );
  expect(await ids('?conferenceId=nobody')).toEqual([]);
  for (const time of ['yesterday', '2026-13-01T00:00:00Z', '2026-12-31T23:59:60Z']) {
    expect((await request('get', `/recordings?createdFrom=${time}`)).status).toBe(400);
    expect((await request('get', `/recordings?createdBefore=${time}`)).status).toBe(400);
  }
  expect((await request('get', '/recordings', 'other-admin')).body).toEqual({ recordings: [] });
});

test('GET /recordings is paged', async () => {
  const fixture = nativeFixture();
  for (let i = 0; i < 3; i++) await recordingFor10s(fixture);
  const first = await fixture.request('get', '/recordings?limit=2');
  expect(first.body.recordings).toHaveLength(2);
  const second = await fixture.request('get', `/recordings?limit=2&after=${first.body.next}`);
  expect(second.body.recordings).toHaveLength(1);
  expect(second.body.next).toBeUndefined();
});

test('DELETE /recordings/{id} discards a live one and deletes an ended one', async () => {
  const fixture = nativeFixture();
  const { core, request } = fixture;
  const live = await recordingFor10s(fixture);
  expect((await request('delete', `/recordings/${live.id}`)).status).toBe(204);
  expect((await request('get', `/recordings/${live.id}`)).body).toMatchObject({
    state: 'canceled',
    links: { asterisk: {}, imagicle: {}, signalwire: {} },
  });

  const done = await recordingFor10s(fixture);
  await request('post', `/recordings/${done.id}/stop`);
  expect((await request('delete', `/recordings/${done.id}`)).status).toBe(204);
  expect((await request('delete', `/recordings/${done.id}`)).status).toBe(404);
  expect(await core.media.stat(done.id)).toBeUndefined();
});

test('the recording of another account looks like an unknown one', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const answers = await Promise.all(
    [id, UNKNOWN].map(async (each) => {
      const response = await fixture.request('get', `/recordings/${each}`, 'other-admin');
      return [response.status, response.body];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[0]).toBe(404);
});
