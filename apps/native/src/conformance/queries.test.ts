import { expect, test } from 'vitest';
import { ACME, nativeFixture, recordingFor10s } from '../testing/native-fixture.ts';

// The clock of the tests begins on 2026-01-02 at 03:04:05 UTC.

test.each([
  ['/recordings?remotePhoneNumber=4711', 'remotePhoneNumber', 'remoteNumber'],
  ['/sessions?limit=1&createdFrom=2026-01-01', 'createdFrom', 'conferenceId'],
  ['/audit/verify?after=x', 'after', 'seq, hash'],
  ['/recordings?state[0]=done', 'state[0]', 'state'],
])(
  'an unknown query parameter is refused with its name and the known ones: %s',
  async (path, name, known) => {
    const { status, body } = await nativeFixture().request('get', path);
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    expect(body.problems).toEqual([
      { path: `/query/${name}`, message: expect.stringContaining(known) },
    ]);
  },
);

test('an operation without parameters says so', async () => {
  const { status, body } = await nativeFixture().request('post', '/webhooks/deliveries/replay?x=1');
  expect([status, body.detail]).toEqual([
    400,
    '/query/x is not a parameter here; allowed: no parameters',
  ]);
});

test('a date is a day in UTC: createdTo includes it, createdBefore ends before it', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const finds = async (query: string) => {
    const { status, body } = await fixture.request('get', `/recordings?${query}`);
    expect([query, status]).toEqual([query, 200]);
    return body.recordings.some((recording: { id: string }) => recording.id === id);
  };
  for (const [query, expected] of [
    ['createdFrom=2026-01-02', true],
    ['createdFrom=2026-01-03', false],
    ['createdTo=2026-01-02', true],
    ['createdTo=2026-01-01', false],
    ['createdBefore=2026-01-02', false],
    ['createdBefore=2026-01-03', true],
    ['createdTo=2026-01-02T03:04:05.000Z', true],
    ['createdTo=2026-01-02T03:04:04.999Z', false],
    ['createdFrom=2026-01-02T05:04:05+02:00', true],
    ['createdFrom=2026-01-02&createdTo=2026-01-02&createdBefore=2026-02-01', true],
  ] as const) {
    expect([query, await finds(query)]).toEqual([query, expected]);
  }
});

test.each(['2026-02-30', '2026-11', 'yesterday', '2026-11-01T08:00', '2026-11-01T08:00:60Z', ''])(
  'a time that there is not is refused by an example of one: %j',
  async (time) => {
    const { request } = nativeFixture();
    for (const path of ['/recordings?createdTo', '/conferences?createdFrom', '/audit?from']) {
      const { status, body } = await request('get', `${path}=${encodeURIComponent(time)}`);
      const name = path.split('?')[1];
      expect([status, body.problems[0].path]).toEqual([400, `/query/${name}`]);
      if (time !== '') expect(body.detail).toContain('2026-11-01T08:00:00Z');
    }
  },
);

test.each([
  ['/recordings/nope', '/params/id must be a UUID'],
  ['/recordings?metadata=x', '/query/metadata/0 must be name=value'],
  ['/audit/verify?seq=1&hash=x', '/query/hash must be 64 hexadecimal digits'],
])('messages are words, without regular expressions: %s', async (path, detail) => {
  const { body } = await nativeFixture().request('get', path);
  expect(body.detail).toBe(detail);
});

test('many problems are all listed, and the first ones told', async () => {
  const users = Array.from({ length: 5 }, () => ({ username: '' }));
  const { body } = await nativeFixture().request('post', '/directory/import').send({ users });
  expect(body.problems.length).toBeGreaterThan(3);
  expect(body.detail).toMatch(/^\/body\/users\/0\/username .*; and \d+ more$/);
});

test.each(['session', 'conference'])(
  'a start takes the target as recordings show it: %s',
  async (kind) => {
    const { core, request } = nativeFixture();
    const session = await core.liveSession(ACME, { conferenceId: 'team' });
    const ids: Record<string, string | undefined> = {
      session: session.id,
      conference: session.call.conference?.id,
    };
    const target = { kind, id: ids[kind] };
    const { status, body } = await request('post', '/recordings').send({ target });
    expect([status, body.target]).toEqual([201, target]);
    const twice = await request('post', '/recordings').send({ target, sessionId: session.id });
    expect([twice.status, twice.body.problems]).toEqual([
      400,
      [{ path: '/body/target', message: 'Give one of target, sessionId and conferenceId' }],
    ]);
    const odd = await request('post', '/recordings').send({ target: { kind: 'line', id: 'x' } });
    expect([odd.status, odd.body.problems[0].path]).toEqual([400, '/body/target/kind']);
  },
);
