import { changeUser, putUser, removeUser, type User } from '@tricord/core';
import { hashSecret } from '@tricord/http-kit';
import request from 'supertest';
import { expect, test } from 'vitest';
import {
  ACME,
  BOSS,
  type Credentials,
  createHarness,
  GLOBEX,
  type Harness,
  LIVE,
  MUTE,
  recordCall,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#users-lines-levels: HTTP Basic with the user's name and password.

const ZOE: Credentials = ['zoe', 'zoe-password'];
const LINE = { deviceName: 'SEPZOE', directoryNumber: '777' };
const USER: User = {
  username: 'Zoe',
  role: 'manager',
  lines: [{ ...LINE, monitorable: true, recordingMode: 'on-demand' }],
};

async function statusOf({ app }: Harness, ...credentials: Credentials): Promise<number> {
  return (
    await request(app)
      .get(LIVE)
      .auth(...credentials)
  ).status;
}

test('a user added at run time has access immediately, to the own account only', async () => {
  const harness = createHarness();
  const { core, app } = harness;
  await recordCall(core);
  expect(await statusOf(harness, ...ZOE)).toBe(401);
  await putUser(core, ACME, USER, await hashSecret(ZOE[1]));
  const list = await request(app).get(LIVE).auth('ZOE', ZOE[1]);
  expect([list.status, list.body.length]).toEqual([200, 1]);

  await core.liveSession(ACME, { line: LINE, username: 'zoe' });
  const own = await request(app)
    .post(LIVE)
    .auth(...ZOE);
  expect(own.status).toBe(201);
  const found = await request(app)
    .get(`${LIVE}?directoryNumber=777`)
    .auth(...BOSS);
  expect(found.body).toMatchObject([{ id: own.body.id }]);

  const theirs: User = { ...USER, username: 'theirs', lines: [] };
  await putUser(core, GLOBEX, theirs, await hashSecret('p'));
  expect((await request(app).get(LIVE).auth('theirs', 'p')).body).toEqual([]);
});

test('a change of level or password, and a removal, take effect immediately', async () => {
  const harness = createHarness();
  const { core } = harness;
  await putUser(core, ACME, USER, await hashSecret(ZOE[1]));
  expect(await statusOf(harness, ...ZOE)).toBe(200);
  const demote = (user: User): User => ({ ...user, role: 'recorder' });
  await changeUser(core, ACME, 'zoe', { change: demote });
  expect(await statusOf(harness, ...ZOE)).toBe(403);
  const promote = (user: User): User => ({ ...user, role: 'manager' });
  const passwordHash = await hashSecret('new');
  await changeUser(core, ACME, 'zoe', { change: promote, passwordHash });
  expect(await statusOf(harness, ...ZOE)).toBe(401);
  expect(await statusOf(harness, 'zoe', 'new')).toBe(200);
  await putUser(core, ACME, USER, null);
  expect(await statusOf(harness, 'zoe', 'new')).toBe(401);
  await putUser(core, ACME, USER, passwordHash);
  expect(await statusOf(harness, 'zoe', 'new')).toBe(200);
  await removeUser(core, ACME, 'zoe');
  expect(await statusOf(harness, 'zoe', 'new')).toBe(401);
});

test('the configuration’s user wins over one of the same name, even without a password', async () => {
  const harness = createHarness();
  for (const username of [BOSS[0], MUTE]) {
    const stored = {
      accountId: GLOBEX,
      user: { ...USER, username: username.toUpperCase() },
      passwordHash: await hashSecret('mine'),
      createdAt: 1,
      updatedAt: 1,
    };
    await harness.core.catalog.directory.put(GLOBEX, [{ username, change: () => stored }]);
    expect(await statusOf(harness, username, 'mine')).toBe(401);
    expect(await statusOf(harness, username, '')).toBe(401);
  }
  expect(await statusOf(harness, ...BOSS)).toBe(200);
});
