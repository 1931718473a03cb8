import type { UserRole } from '@tricord/core';
import { type TestUserSettings, testUser } from '@tricord/testkit';
import { type ImagicleAccount, imagicleSection } from '../config.ts';

export const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
export const GLOBEX = 'd3b07384-d9a0-4c9b-8f3e-6b1a2c3d4e5f';

export type Credentials = [username: string, password: string];
type ConfiguredUser = ImagicleAccount['users'][number];

/** Level 10, owner of {@link AUTOMATIC_LINE} and {@link DEAF_LINE}. */
export const BOSS: Credentials = ['boss', 'boss-password'];
/** Level 2, owner of {@link ALICE_LINE}. */
export const ALICE: Credentials = ['alice', 'alice-password'];
/** Level 1, owner of {@link BOB_LINE}. */
export const BOB: Credentials = ['bob', 'bob-password'];
/** Level 2 without a line. */
export const VISITOR: Credentials = ['visitor', 'visitor-password'];
/** Level 1; uses {@link SHARED_LINE} as numeric user 1. */
export const DAY: Credentials = ['day', 'day-password'];
/** Level 1; uses {@link SHARED_LINE} as numeric user 2. */
export const NIGHT: Credentials = ['night', 'night-password'];
/** Level 10 without a password. */
export const MUTE = 'mute';
/** Level 10 of the other account, owner of a line with the same name as {@link ALICE_LINE}. */
export const STRANGER: Credentials = ['stranger', 'stranger-password'];

export const ALICE_LINE = { deviceName: 'SEP111', directoryNumber: '111' };
export const BOB_LINE = { deviceName: 'SEP112', directoryNumber: '112' };
export const SHARED_LINE = { deviceName: 'SEP200', directoryNumber: '200' };
/** Its calls are recorded automatically. */
export const AUTOMATIC_LINE = { deviceName: 'SEPAUTO', directoryNumber: '301' };
/** Not monitorable. */
export const DEAF_LINE = { deviceName: 'SEPDEAF', directoryNumber: '302' };
/** Two numbers of the device in the examples of the vendor's pages; both are user1's. */
export const SEED_DEVICE = 'SEP123456789ABC';

const USERS: readonly ConfiguredUser[] = [
  user(BOSS, 'manager', {
    lines: [
      { ...AUTOMATIC_LINE, recordingMode: 'automatic' },
      { ...DEAF_LINE, monitorable: false },
    ],
  }),
  user(ALICE, 'reader', {
    numericUserId: '654321',
    firstName: 'Alice',
    lastName: 'Ames',
    group: 'Sales',
    department: 'Retail',
    lines: [ALICE_LINE],
  }),
  user(BOB, 'recorder', { lines: [BOB_LINE] }),
  user(VISITOR, 'reader', {}),
  user(DAY, 'recorder', { numericUserId: '1', lines: [SHARED_LINE] }),
  testUser(MUTE, { role: 'manager' }),
  user(NIGHT, 'recorder', { numericUserId: '2', lines: [SHARED_LINE] }),
  user(['user1', 'user1-password'], 'reader', {
    lines: [
      { deviceName: SEED_DEVICE, directoryNumber: '101' },
      { deviceName: SEED_DEVICE, directoryNumber: '123456' },
    ],
  }),
];

/** Settings of the first account. */
export interface AccountOptions {
  readonly timeZone?: string;
  readonly listLimit?: number;
  readonly retentionDays?: number;
}

/** Two configured accounts. */
export function testAccounts(options: AccountOptions = {}): ImagicleAccount[] {
  const { timeZone = 'UTC', listLimit = 1000, retentionDays: maxAgeDays } = options;
  const settings = { timeZone, listLimit };
  const retention = maxAgeDays === undefined ? {} : { maxAgeDays };
  return [
    testAccount(ACME, USERS, { settings, retention }),
    testAccount(GLOBEX, [user(STRANGER, 'manager', { lines: [ALICE_LINE] })]),
  ];
}

/** An account with these users. */
export function testAccount(
  id: string,
  users: readonly ConfiguredUser[],
  { settings = {}, retention = {} }: { settings?: object; retention?: object } = {},
): ImagicleAccount {
  const imagicle = imagicleSection.schema.parse(settings);
  return { id, users, cors: { origins: [] }, retention: { lines: [], ...retention }, imagicle };
}

/** A user who can log in. */
export function user(
  [username, password]: Credentials,
  role: UserRole,
  rest: TestUserSettings,
): ConfiguredUser {
  return { ...testUser(username, { role, ...rest }), password };
}
