import { numericIdKey, Replaceable } from '@tricord/core';
import { MemoryCatalog } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { configuredDirectory } from './config-directory.ts';
import { configSchema } from './testing/neutral-config.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const DESK = { deviceName: 'SEP1', directoryNumber: '101' };
const SOFT = { deviceName: 'CSF1', directoryNumber: '101' };
const SHARED = { deviceName: 'SEP1', directoryNumber: '200', monitorable: false };

const stored = new MemoryCatalog().directory;
const config = new Replaceable(
  configSchema.parse({
    accounts: [
      {
        id: ACME,
        name: 'acme',
        users: [
          {
            username: 'John',
            password: 'p',
            numericUserId: '1',
            role: 'manager',
            lines: [DESK, SOFT],
          },
          {
            username: 'Jane',
            password: 'p',
            group: 'sales',
            role: 'reader',
            lines: [{ ...SHARED, recording: { channels: 2 } }],
          },
          { username: 'jim', lines: [SHARED] },
        ],
      },
      { id: OTHER, name: 'other' },
    ],
  }),
);
const directory = configuredDirectory(config, stored);

async function found(ref: { deviceName?: string; directoryNumber?: string }, account = ACME) {
  const lines = await directory.lines(account, ref);
  return lines.map(
    ({ line, owner }) => `${owner.username} ${line.deviceName}/${line.directoryNumber}`,
  );
}

test('finds a user without regard to case, and never shows the password', async () => {
  expect(await directory.user(ACME, 'jANE')).toEqual({
    username: 'Jane',
    group: 'sales',
    role: 'reader',
    lines: [
      {
        ...SHARED,
        recordingMode: 'on-demand',
        recording: { channels: 2, beep: false, maxDurationMs: 0 },
      },
    ],
  });
  expect(await directory.user(ACME, 'nobody')).toBeUndefined();
});

test('a user has the least privileged role unless the configuration sets another', async () => {
  const roles = ['jim', 'jane', 'john'].map(
    async (name) => (await directory.user(ACME, name))?.role,
  );
  expect(await Promise.all(roles)).toEqual(['recorder', 'reader', 'manager']);
});

test('finds lines by device, by number, or by both', async () => {
  expect(await found({ deviceName: 'SEP1' })).toEqual([
    'John SEP1/101',
    'Jane SEP1/200',
    'jim SEP1/200',
  ]);
  expect(await found({ directoryNumber: '101' })).toEqual(['John SEP1/101', 'John CSF1/101']);
  expect(await found(SOFT)).toEqual(['John CSF1/101']);
  expect(await found({ deviceName: 'CSF1', directoryNumber: '200' })).toEqual([]);
  expect(await found({})).toEqual([]);
  expect(await found({ deviceName: 'SEP9' })).toEqual([]);
});

test('nothing crosses accounts', async () => {
  expect(await directory.user(OTHER, 'john')).toBeUndefined();
  expect(await found(DESK, OTHER)).toEqual([]);
  expect(await found(DESK, 'unknown')).toEqual([]);
});

test('lists users added at run time after the configured ones', async () => {
  const put = (accountId: string, username: string, directoryNumber: string) => {
    const line = {
      ...DESK,
      directoryNumber,
      monitorable: true,
      recordingMode: 'automatic',
    } as const;
    const user = { username, numericUserId: '1', role: 'reader', lines: [line] } as const;
    const change = () => ({ accountId, user, createdAt: 1, updatedAt: 1 });
    return stored.put(accountId, [{ username, change }]);
  };
  await put(ACME, 'Zoe', '101');
  // Hidden while the configuration has a user of that name, in any account.
  await put(OTHER, 'JOHN', '101');
  expect((await directory.user(ACME, 'zOE'))?.username).toBe('Zoe');
  expect(await found(DESK)).toEqual(['John SEP1/101', 'Zoe SEP1/101']);
  const numeric = await directory.usersByKey(ACME, numericIdKey('1'));
  expect(numeric.map(({ username }) => username)).toEqual(['John', 'Zoe']);
  expect(await directory.user(OTHER, 'john')).toBeUndefined();
  expect(await found(DESK, OTHER)).toEqual([]);
  expect(directory.isGiven('JIM')).toBe(true);
  expect(directory.isGiven('zoe')).toBe(false);
  expect(directory.givenUsers(ACME).map(({ username }) => username)).toEqual([
    'Jane',
    'jim',
    'John',
  ]);
  await stored.remove(ACME, 'zoe');
  expect(await found(DESK)).toEqual(['John SEP1/101']);
});
