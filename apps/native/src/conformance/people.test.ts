import { createHash } from 'node:crypto';
import { describeSession } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventClient } from '../testing/event-client.ts';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  serveNative,
  UNKNOWN,
} from '../testing/native-fixture.ts';
import { readZip } from '../testing/read-zip.ts';

const PEOPLE = {
  ann: { role: 'reader', group: 'Sales' },
  bob: { role: 'reader', group: 'Support' },
  lone: { role: 'reader' },
  sue: { role: 'reader', group: 'Support', supervisedGroups: ['Sales', 'Empty'] },
  max: { role: 'manager' },
  rec: { role: 'recorder', group: 'Sales', supervisedGroups: ['Sales'] },
} as const;

type Name = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as Name[];

/** Of all people here. */
const PASSWORD = 'secret';

const basic = (name: string, password = PASSWORD) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

let native: NativeFixture;

/** A request as one of the people. */
const as = (name: Name, ...[method, path]: Parameters<NativeFixture['request']>) =>
  native.request(method, path).set('Authorization', basic(name));

/** A finished recording of everybody, by name. */
let recordings: Record<Name, string>;

async function record(name: Name): Promise<string> {
  const { id } = await native.core.liveSession(ACME, {});
  await describeSession(native.core, ACME, id, { username: name });
  const started = await native.request('post', '/recordings').send({ sessionId: id });
  await native.request('post', `/recordings/${started.body.id}/stop`).expect(200);
  return started.body.id;
}

beforeEach(async () => {
  native = nativeFixture();
  for (const [n, name] of NAMES.entries()) {
    const lines = [{ deviceName: `SEP${n}`, directoryNumber: `10${n}` }];
    const body = { ...PEOPLE[name], lines, password: PASSWORD };
    await native.request('put', `/directory/users/${name}`).send(body).expect(201);
  }
  const made = [];
  for (const name of NAMES) made.push([name, await record(name)]);
  recordings = Object.fromEntries(made);
});

type Page = { body: { recordings: { id: string }[]; next?: string } };

const namesOf = (found: readonly { id: string }[]) =>
  NAMES.filter((name) => found.some(({ id }) => id === recordings[name]));

test('a user logs in by HTTP Basic, in any case, and not with a wrong password or a key', async () => {
  const login = (authorization: string) =>
    native.request('get', '/recordings').set('Authorization', authorization);
  expect((await login(basic('MAX'))).status).toBe(200);
  expect((await login(basic('max', 'wrong'))).status).toBe(401);
  expect((await login(basic('acme-admin', 'acme-admin'))).status).toBe(401);
  expect((await login(basic('nobody'))).status).toBe(401);
});

describe('a list, a search and an export have', () => {
  test.each<[Name, readonly Name[]]>([
    ['ann', ['ann']],
    ['lone', ['lone']],
    ['sue', ['ann', 'sue', 'rec']],
    ['max', NAMES],
  ])('for %s the recordings of %j', async (who, whose) => {
    const list = async (query = '') => {
      const { body } = await as(who, 'get', `/recordings${query}`).expect(200);
      return namesOf(body.recordings);
    };
    expect(await list()).toEqual(whose);
    expect(await list('?q=A')).toEqual(whose.filter((name) => name.includes('a')));
    expect(await list('?username=ann&state=done')).toEqual(whose.filter((name) => name === 'ann'));
    const paged: { id: string }[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const { body }: Page = await as(who, 'get', `/recordings?limit=2${after}`).expect(200);
      paged.push(...body.recordings);
      next = body.next;
    }
    expect([namesOf(paged), paged.length]).toEqual([whose, whose.length]);
    const zip = await as(who, 'post', '/exports')
      .send({ filter: {} })
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk) => chunks.push(Buffer.from(chunk, 'binary')));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const files = [...(await readZip(zip.body)).keys()];
    expect(NAMES.filter((name) => files.some((file) => file.includes(recordings[name])))).toEqual(
      whose,
    );
  });

  test('no recording that the person may not see, even by id', async () => {
    const ask = (recordingIds: string[]) => as('sue', 'post', '/exports').send({ recordingIds });
    expect((await ask([recordings.ann])).status).toBe(200);
    expect((await ask([recordings.ann, recordings.bob])).status).toBe(404);
  });
});

test('a supervisor sees, hears, edits and deletes what the groups recorded', async () => {
  const path = `/recordings/${recordings.ann}`;
  const { body } = await as('sue', 'get', path).expect(200);
  expect(body.call).toMatchObject({ user: 'ann', group: 'Sales' });
  const media = await as('sue', 'get', `${path}/media.wav`).buffer(true).expect(200);
  expect(createHash('sha256').update(media.body).digest('hex')).toBe(body.media.sha256);
  const patched = await as('sue', 'patch', path).send({ note: 'well done' }).expect(200);
  expect(patched.body).toMatchObject({ note: 'well done', noteAuthor: 'sue' });
  await as('sue', 'put', `${path}/preserved`).expect(200);
  await as('sue', 'delete', path).expect(409);
  await as('sue', 'delete', `${path}/preserved`).expect(200);
  await as('sue', 'delete', path).expect(204);
  await native.request('get', path).expect(404);
  const { body: audit } = await native.request('get', '/audit?action=recording.delete');
  expect(audit.entries[0].actor).toMatchObject({ username: 'sue', via: 'native' });
});

test('a supervisor commands live recordings of the groups alone', async () => {
  const live = async (name: Name) => {
    const { id } = await native.core.liveSession(ACME, {});
    await describeSession(native.core, ACME, id, { username: name });
    return (await native.request('post', '/recordings').send({ sessionId: id })).body.id;
  };
  const [ours, theirs] = [await live('ann'), await live('bob')];
  for (const verb of ['pause', 'resume', 'mute', 'unmute', 'stop']) {
    await as('sue', 'post', `/recordings/${ours}/${verb}`).expect(200);
    await as('sue', 'post', `/recordings/${theirs}/${verb}`).expect(404);
  }
});

test('what a person may not see looks as if it did not exist; what one may only see is 403', async () => {
  for (const [who, whose, statuses] of [
    ['sue', 'bob', [404, 404, 404, 404]],
    ['ann', 'rec', [404, 404, 404, 404]],
    ['ann', 'ann', [200, 200, 403, 403]],
    ['sue', 'sue', [200, 200, 403, 403]],
    ['max', 'lone', [200, 200, 200, 204]],
  ] as const) {
    const path = `/recordings/${recordings[whose]}`;
    const answers = [
      await as(who, 'get', path),
      await as(who, 'head', `${path}/media.mp3`),
      await as(who, 'patch', path).send({ note: 'x' }),
      await as(who, 'delete', path),
    ];
    expect({ who, whose, is: answers.map(({ status }) => status) }).toEqual({
      who,
      whose,
      is: statuses,
    });
  }
});

test('roles allow what they name, and nothing else', async () => {
  const status = async (who: Name, ...call: Parameters<NativeFixture['request']>) =>
    (await as(who, ...call)).status;
  expect(await status('rec', 'get', '/recordings')).toBe(403);
  expect(await status('rec', 'get', `/recordings/${recordings.rec}`)).toBe(403);
  expect(await status('max', 'get', '/sessions')).toBe(200);
  expect(await status('max', 'get', '/directory/users')).toBe(200);
  expect(await status('max', 'post', '/recordings')).toBe(400);
  for (const [method, path] of [
    ['get', '/audit'],
    ['get', '/webhooks/deliveries'],
    ['get', '/retention/preview'],
    ['put', '/directory/users/max'],
    ['patch', '/directory/users/ann'],
    ['get', '/directory/export.json'],
    ['post', '/calls'],
    ['delete', `/sessions/${UNKNOWN}`],
    ['get', '/nowhere'],
  ] as const) {
    expect([path, await status('max', method, path)]).toEqual([path, 403]);
    expect([path, await status('sue', method, path)]).toEqual([path, 403]);
  }
  expect(await status('sue', 'get', '/sessions')).toBe(403);
  expect(await status('sue', 'post', '/recordings')).toBe(403);
});

describe('changes of people', () => {
  const seen = async (who: Name) =>
    namesOf((await as(who, 'get', '/recordings').expect(200)).body.recordings);

  test('recordings stay with the group in which they were made', async () => {
    const move = { group: 'Support' };
    await native.request('patch', '/directory/users/ann').send(move).expect(200);
    expect(await seen('sue')).toEqual(['ann', 'sue', 'rec']);
    expect(await seen('ann')).toEqual(['ann']);
    await record('ann');
    const { body } = await as('sue', 'get', '/recordings?username=ann').expect(200);
    expect(namesOf(body.recordings)).toEqual(['ann']);
    expect(body.recordings).toHaveLength(1);
  });

  test('recordings of a deleted user stay with supervisors and managers', async () => {
    await native.request('delete', '/directory/users/ann').expect(204);
    expect((await as('ann', 'get', '/recordings')).status).toBe(401);
    expect(await seen('sue')).toContain('ann');
    expect(await seen('max')).toContain('ann');
    expect(await seen('bob')).toEqual(['bob']);
  });

  test('a change of role or groups holds at once', async () => {
    const patch = (body: object) => native.request('patch', '/directory/users/sue').send(body);
    await patch({ supervisedGroups: ['Support'] }).expect(200);
    expect(await seen('sue')).toEqual(['bob', 'sue']);
    await patch({ supervisedGroups: null }).expect(200);
    expect(await seen('sue')).toEqual(['sue']);
    await patch({ role: 'recorder' }).expect(200);
    expect((await as('sue', 'get', '/recordings')).status).toBe(403);
  });
});

describe('events', () => {
  let server: Awaited<ReturnType<typeof serveNative>>;
  const clients: EventClient[] = [];
  beforeEach(async () => {
    server = await serveNative();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.leave();
    await server.close();
  });

  async function connect(who: Name, after?: string) {
    const options = { authorization: basic(who), ...(after === undefined ? {} : { after }) };
    const client = await EventClient.connect(`${server.url}/events`, options);
    clients.push(client);
    expect(client.response.status).toBe(200);
    await client.next();
    return client;
  }

  /** Another supervisor than before. */
  const SUE = { role: 'reader', supervisedGroups: ['Support'], lines: [] };

  test('reach those who may see the recording, also when they are resumed', async () => {
    const [sue, max] = [await connect('sue'), await connect('max')];
    const before = sue.lastEventId;
    await record('bob');
    await record('ann');
    const usersOf = async (client: EventClient) => {
      const users = new Set<unknown>();
      for (;;) {
        const message = await client.next();
        const data = message?.data?.data as { call?: { user?: string } } | undefined;
        if (data?.call?.user !== undefined) users.add(data.call.user);
        if (message?.event === 'recording.finished' && data?.call?.user === 'ann') return users;
      }
    };
    expect(await usersOf(sue)).toEqual(new Set(['ann']));
    expect(await usersOf(max)).toEqual(new Set(['bob', 'ann']));
    expect(await usersOf(await connect('sue', before))).toEqual(new Set(['ann']));
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'gets another role',
      () => native.request('patch', '/directory/users/SUE').send({ role: 'recorder' }).expect(200),
    ],
    [
      'gets another password',
      () => native.request('patch', '/directory/users/sue').send({ password: 'new' }).expect(200),
    ],
    ['is replaced', () => native.request('put', '/directory/users/sue').send(SUE).expect(200)],
    ['is removed', () => native.request('delete', '/directory/users/sue').expect(204)],
    [
      'is imported',
      () =>
        native
          .request('post', '/directory/import')
          .send({ users: [{ username: 'sue', ...SUE }] })
          .expect(200),
    ],
  ])('end for a user who %s, and for nobody else', async (_what, change) => {
    const [sue, max] = [await connect('sue'), await connect('max')];
    await native
      .request('post', '/directory/import?dryRun=true')
      .send({ users: [{ username: 'max', ...SUE }] })
      .expect(200);
    await change();
    expect(await sue.next()).toBeUndefined();
    await record('ann');
    expect(await max.types(1)).toEqual(['session.started']);
  });
});
