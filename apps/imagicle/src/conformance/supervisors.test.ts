import type { Recording } from '@tricord/core';
import request from 'supertest';
import { expect, test } from 'vitest';
import {
  ACME,
  BASE,
  type Credentials,
  createHarness,
  type Harness,
  LIVE,
  storeRecording,
  testAccount,
  user,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#the-product-around-the-api: visibility; a supervisor of groups

const ANN: Credentials = ['ann', 'ann-password'];
const BOB: Credentials = ['bob', 'bob-password'];
const SUE: Credentials = ['sue', 'sue-password'];
const LOW: Credentials = ['low', 'low-password'];
const BOSS: Credentials = ['boss', 'boss-password'];

async function stage(): Promise<Harness & { made: Record<string, Recording> }> {
  const line = (n: number) => [{ deviceName: `SEP${n}`, directoryNumber: `10${n}` }];
  const users = [
    user(ANN, 'reader', { group: 'Sales', lines: line(1) }),
    user(BOB, 'reader', { group: 'Support', lines: line(2) }),
    user(SUE, 'reader', { group: 'Support', supervisedGroups: ['Sales'], lines: line(3) }),
    user(LOW, 'recorder', { supervisedGroups: ['Sales'] }),
    user(BOSS, 'manager', {}),
  ];
  const harness = createHarness({ accounts: [testAccount(ACME, users)] });
  const made: Record<string, Recording> = {};
  for (const [name, call] of [
    ['ann', { username: 'ann', group: 'Sales', remote: { phoneNumber: '+391' } }],
    ['bob', { username: 'bob', group: 'Support', remote: { phoneNumber: '+391' } }],
    ['sue', { username: 'sue', group: 'Support', remote: { phoneNumber: '+392' } }],
    ['gone', { username: 'gone', group: 'Sales', remote: { phoneNumber: '+392' } }],
    ['nobody', {}],
  ] as const) {
    made[name] = await storeRecording(harness.core, call);
    harness.core.clock.advance(1000);
  }
  return { ...harness, made };
}

test('a supervisor lists own recordings and those of the groups, with totals, pages and filters', async () => {
  const { app, made } = await stage();
  const list = async (who: Credentials, query = '') => {
    const { status, body } = await request(app)
      .get(`${BASE}/Recordings${query}`)
      .auth(...who);
    expect(status).toBe(200);
    const ids = body.recordings.map(({ id }: { id: string }) => id);
    return [body.totalCount, ...Object.keys(made).filter((name) => ids.includes(made[name]?.id))];
  };
  expect(await list(SUE)).toEqual([3, 'ann', 'sue', 'gone']);
  expect(await list(SUE, '?page=0&pageSize=2')).toEqual([3, 'sue', 'gone']);
  expect(await list(SUE, '?page=1&pageSize=2')).toEqual([3, 'ann']);
  expect(await list(SUE, '?ownerUsername=ANN')).toEqual([1, 'ann']);
  expect(await list(SUE, '?ownerUsername=bob')).toEqual([0]);
  expect(await list(SUE, '?remoteParty=%2B391')).toEqual([1, 'ann']);
  expect(await list(SUE, '?remoteParty=contains:39&ownerUsername=sue')).toEqual([1, 'sue']);
  expect(await list(ANN)).toEqual([1, 'ann']);
  expect(await list(ANN, '?ownerUsername=gone')).toEqual([0]);
  expect(await list(BOSS)).toEqual([5, ...Object.keys(made)]);
});

test('a supervisor reads and plays them; all others look unknown', async () => {
  const { app, made } = await stage();
  const statuses = async (who: Credentials, name: string) => {
    const path = `${BASE}/Recordings/${made[name]?.id}`;
    const detail = await request(app)
      .get(path)
      .auth(...who);
    const media = await request(app)
      .get(`${path}/Media`)
      .auth(...who);
    return [detail.status, media.status];
  };
  for (const name of ['ann', 'sue', 'gone']) expect(await statuses(SUE, name)).toEqual([200, 200]);
  for (const name of ['bob', 'nobody']) expect(await statuses(SUE, name)).toEqual([404, 404]);
  for (const name of ['bob', 'gone']) expect(await statuses(ANN, name)).toEqual([404, 404]);
  for (const name of Object.keys(made)) expect(await statuses(BOSS, name)).toEqual([200, 200]);
});

test('groups give no more than the level does', async () => {
  const { app, made } = await stage();
  for (const path of [`${BASE}/Recordings`, `${BASE}/Recordings/${made.ann?.id}`]) {
    const { status } = await request(app)
      .get(path)
      .auth(...LOW);
    expect(status).toBe(403);
  }
  const live = await request(app)
    .get(LIVE)
    .auth(...SUE);
  expect(live.status).toBe(403);
});
