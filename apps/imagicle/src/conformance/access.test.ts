import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ALICE,
  BASE,
  BOB,
  BOSS,
  type Credentials,
  createHarness,
  type Harness,
  LIVE,
  recordCall,
  STRANGER,
  stateOf,
  storeRecording,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#users-lines-levels

const ID = '75a90276-e47e-4e9e-b463-e3c743d5ff3a';

interface Operation {
  readonly title: string;
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'head';
  readonly url: string;
  readonly body?: object;
  readonly level: 1 | 2 | 10;
}

const OPERATIONS: readonly Operation[] = [
  { title: 'GET LiveRecordings', method: 'get', url: LIVE, level: 10 },
  { title: 'POST with a line', method: 'post', url: LIVE, body: { deviceName: 'x' }, level: 10 },
  { title: 'POST, malformed', method: 'post', url: LIVE, body: { mode: 'x' }, level: 10 },
  { title: 'stop by id', method: 'delete', url: `${LIVE}/${ID}`, level: 10 },
  { title: 'stop by id, malformed', method: 'delete', url: `${LIVE}/x`, level: 10 },
  { title: 'stop by line', method: 'delete', url: `${LIVE}?deviceName=x`, level: 10 },
  { title: 'stop by line, malformed', method: 'delete', url: LIVE, level: 10 },
  { title: 'pause by id', method: 'put', url: `${LIVE}/${ID}/Pause`, level: 10 },
  { title: 'pause by id, malformed', method: 'put', url: `${LIVE}/x/Pause`, level: 10 },
  { title: 'resume by number', method: 'put', url: `${LIVE}/Resume?directoryNumber=1`, level: 10 },
  { title: 'pause, malformed', method: 'put', url: `${LIVE}/Pause`, level: 10 },
  { title: "stop one's own", method: 'delete', url: `${LIVE}/Mine`, level: 1 },
  { title: 'GET Recordings', method: 'get', url: `${BASE}/Recordings`, level: 2 },
  { title: 'GET Recordings, malformed', method: 'get', url: `${BASE}/Recordings?page=x`, level: 2 },
  { title: 'POST Recordings', method: 'post', url: `${BASE}/Recordings`, body: {}, level: 10 },
  { title: 'GET Recordings/{id}', method: 'get', url: `${BASE}/Recordings/${ID}`, level: 2 },
  { title: 'GET Recordings/x', method: 'get', url: `${BASE}/Recordings/x`, level: 2 },
  { title: 'GET Media', method: 'get', url: `${BASE}/Recordings/${ID}/Media`, level: 2 },
  { title: 'HEAD Media', method: 'head', url: `${BASE}/Recordings/${ID}/Media`, level: 2 },
];

function send({ app }: Harness, { method, url, body }: Operation, credentials?: Credentials) {
  const sent = request(app)[method](url);
  if (credentials !== undefined) sent.auth(...credentials);
  return body === undefined ? sent : sent.send(body);
}

function expectUnauthenticated(response: Response): void {
  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Basic realm="Imagicle"');
  expect(response.text ?? '').toBe('');
}

describe.each(OPERATIONS)('$title', (operation) => {
  test('401 "No authentication provided"', async () => {
    expectUnauthenticated(await send(createHarness(), operation));
  });

  test('401 "wrong user credentials"', async () => {
    const harness = createHarness();
    expectUnauthenticated(await send(harness, operation, ['boss', 'wrong']));
    expectUnauthenticated(await send(harness, operation, ['nobody', 'boss-password']));
  });

  test.each([
    [1, BOB],
    [2, ALICE],
    [10, BOSS],
  ] as const)('level %i', async (level, credentials) => {
    const response = await send(createHarness(), operation, [...credentials]);
    if (level < operation.level) {
      // Also when the request is malformed: it must not tell what there is.
      expect(response.status).toBe(403);
      expect(response.text ?? '').toBe('');
    } else {
      expect([400, 404, 409, 200]).toContain(response.status);
    }
  });
});

describe('401', () => {
  test.each([
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from('boss').toString('base64')}`,
    `Basic ${Buffer.from('boss:').toString('base64')}`,
    `Basic ${Buffer.from('boss:boss-password\0').toString('base64')}`,
    `Bearer ${Buffer.from('boss:boss-password').toString('base64')}`,
    `Digest username="boss"`,
  ])('%s', async (authorization) => {
    const { app } = createHarness();
    expectUnauthenticated(await request(app).get(LIVE).set('Authorization', authorization));
  });

  test('comes before 404 and 405', async () => {
    const { app } = createHarness();
    expectUnauthenticated(await request(app).get(`${BASE}/Nothing`));
    expectUnauthenticated(await request(app).put(LIVE));
  });

  test('user names are compared without regard to case, passwords exactly [ours]', async () => {
    const { app } = createHarness();
    expect((await request(app).get(LIVE).auth('BOSS', 'boss-password')).status).toBe(200);
    expectUnauthenticated(await request(app).get(LIVE).auth('boss', 'BOSS-PASSWORD'));
  });
});

describe('rights are checked before anything happens', () => {
  test('a stop without the right stops nothing', async () => {
    const { core, app } = createHarness();
    const { recording } = await recordCall(core);
    const response = await request(app)
      .delete(`${LIVE}/${recording.id}`)
      .auth(...ALICE);
    expect(response.status).toBe(403);
    expect(await stateOf(core, recording)).toBe('recording');
  });
});

describe('Recordings: "2 sees one\'s own, 10 all"', () => {
  test.each(['', '/Media'])('%s', async (suffix) => {
    const { core, app } = createHarness();
    const read = async (id: string, credentials: Credentials) =>
      (
        await request(app)
          .get(`${BASE}/Recordings/${id}${suffix}`)
          .auth(...credentials)
      ).status;
    const alices = await storeRecording(core, { username: 'ALICE' });
    const bobs = await storeRecording(core, { username: 'bob' });
    const nobodys = await storeRecording(core, {});
    expect(await read(alices.id, ALICE)).toBe(200);
    // As absent as an unknown one.
    expect(await read(bobs.id, ALICE)).toBe(404);
    expect(await read(nobodys.id, ALICE)).toBe(404);
    expect(await read(bobs.id, BOB)).toBe(403);
    for (const { id } of [alices, bobs, nobodys]) {
      expect(await read(id, BOSS)).toBe(200);
      expect(await read(id, STRANGER)).toBe(404);
    }
  });
});
