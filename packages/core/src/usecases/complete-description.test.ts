import { createTestCore } from '@tricord/testkit';
import { describe, expect, test } from 'vitest';
import type { User } from '../account.ts';
import type { SessionDescription } from '../session.ts';
import { completeDescription } from './complete-description.ts';
import { describeSession } from './describe-session.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

const user = (
  username: string,
  numericUserId: string | undefined,
  ...lines: readonly (readonly [string, string])[]
): User => ({
  username,
  ...(numericUserId === undefined ? {} : { numericUserId }),
  role: 'recorder',
  lines: lines.map(([deviceName, directoryNumber]) => ({
    deviceName,
    directoryNumber,
    monitorable: true,
    recordingMode: 'on-demand',
  })),
});

const USERS = [
  user('Ann', '1', ['SEP1', '101']),
  user('Bob', '2', ['SEP2', '102'], ['CSF2', '102']),
  user('Day', '31', ['SEP200', '200']),
  user('Night', '32', ['SEP200', '200']),
  user('Twin1', '9'),
  user('Twin2', '9'),
];

const ANN = {
  line: { deviceName: 'SEP1', directoryNumber: '101' },
  username: 'Ann',
  numericUserId: '1',
};
const NIGHT = {
  line: { deviceName: 'SEP200', directoryNumber: '200' },
  username: 'Night',
  numericUserId: '32',
};

describe('a description is completed from the directory by', () => {
  test.each<[string, SessionDescription, SessionDescription]>([
    ['its device', { line: { deviceName: 'SEP1' } }, ANN],
    ['its number', { line: { directoryNumber: '101' } }, ANN],
    ['its user, who has one line', { username: 'ANN' }, ANN],
    ['its numeric user id', { numericUserId: '1' }, ANN],
    ['the extension in its metadata', { metadata: { extension: '101' } }, ANN],
    ['its own number', { local: { phoneNumber: '101' } }, ANN],
    [
      'a number on two devices of one user',
      { line: { directoryNumber: '102' } },
      { line: { directoryNumber: '102' }, username: 'Bob', numericUserId: '2' },
    ],
    [
      'a user of two devices with one number',
      { username: 'bob', metadata: { extension: '102' } },
      { line: { directoryNumber: '102' }, username: 'Bob', numericUserId: '2' },
    ],
    [
      'a shared number and the user',
      { line: { directoryNumber: '200' }, username: 'night' },
      NIGHT,
    ],
    ['a shared number and the id', { line: { deviceName: 'SEP200' }, numericUserId: '32' }, NIGHT],
    [
      'a shared extension and the id',
      { metadata: { extension: '200' }, numericUserId: '32' },
      NIGHT,
    ],
  ])('by %s', async (_by, given, found) => {
    const core = createTestCore({ [ACME]: USERS });
    expect(await completeDescription(core, ACME, given)).toMatchObject({ ...given, ...found });
    expect(await completeDescription(core, 'other', given)).toEqual(given);
  });

  test('values that differ between several users are left open', async () => {
    const core = createTestCore({ [ACME]: USERS });
    const given = { line: { directoryNumber: '200' } };
    expect(await completeDescription(core, ACME, given)).toEqual(given);
  });

  test.each<[string, SessionDescription]>([
    ['two users have the id', { numericUserId: '9' }],
    ['nobody has the line', { line: { directoryNumber: '999' } }],
    ['nobody has the extension', { metadata: { extension: '999' } }],
    ['the description is empty', {}],
  ])('nothing is added when %s', async (_why, given) => {
    const core = createTestCore({ [ACME]: USERS });
    expect(await completeDescription(core, ACME, given)).toEqual(given);
  });

  test('a hint takes precedence over the local number, and the extension over both', async () => {
    const lineHints = ({ metadata }: SessionDescription) => [
      { deviceName: metadata?.seat ?? 'none' },
      { directoryNumber: metadata?.desk ?? 'none' },
    ];
    const core = { ...createTestCore({ [ACME]: USERS }), lineHints };
    const complete = async (given: SessionDescription) =>
      (await completeDescription(core, ACME, given)).username;
    const local = { phoneNumber: '101' };
    expect(await complete({ local, metadata: { seat: 'SEP2' } })).toBe('Bob');
    expect(await complete({ local, metadata: { desk: '102' } })).toBe('Bob');
    expect(await complete({ local, metadata: { seat: '?' } })).toBe('Ann');
    expect(await complete({ metadata: { seat: 'SEP2', extension: '101' } })).toBe('Ann');
    expect(await complete({ metadata: { seat: 'SEP2' }, line: { directoryNumber: '101' } })).toBe(
      'Ann',
    );
  });

  const PEOPLE: readonly User[] = [
    {
      ...user('Ann', '1', ['SEP1', '101'], ['CSF1', '111']),
      pbxUsername: 'desk',
      aliasNumbers: ['+39 0584 101', '555'],
    },
    { ...user('Desk', '5', ['SEP5', '105']), aliasNumbers: ['101'] },
    { ...user('Remote', undefined), aliasNumbers: ['+39 0584 999'], pbxUsername: 'PBX-9' },
    { ...user('Day', '7', ['SEP200', '200']), numericPartitionId: '1' },
    { ...user('Night', '7', ['SEP200', '200']), numericPartitionId: '2' },
    user('Spare', '7', ['SEP200', '200']),
    { ...user('Shared1', undefined, ['SEP31', '31']), aliasNumbers: ['300'] },
    { ...user('Shared2', '32', ['SEP32', '32']), aliasNumbers: ['300'] },
  ];
  const FIRST = { deviceName: 'SEP1', directoryNumber: '101' };

  test.each<[string, SessionDescription, object]>([
    [
      'an alias number as the line leads to the first line, and stays as the local number',
      { line: { directoryNumber: '+390584101' } },
      { username: 'Ann', line: FIRST, local: { phoneNumber: '+390584101' } },
    ],
    [
      'an alias number of the local party, however grouped',
      { local: { phoneNumber: '+39 (0584) 101' } },
      { username: 'Ann', line: FIRST, local: { phoneNumber: '+39 (0584) 101' } },
    ],
    ['an alias number as the extension', { metadata: { extension: '555' } }, { username: 'Ann' }],
    [
      'an alias number and a device choose the line on it',
      { line: { deviceName: 'CSF1', directoryNumber: '555' } },
      { username: 'Ann', line: { deviceName: 'CSF1', directoryNumber: '111' } },
    ],
    [
      'a directory number comes before the same alias number',
      { line: { directoryNumber: '101' } },
      { username: 'Ann', line: FIRST },
    ],
    [
      'the extension comes before the local number, even as an alias',
      { metadata: { extension: '555' }, local: { phoneNumber: '105' } },
      { username: 'Ann' },
    ],
    [
      'an alias number of a user without a line',
      { line: { directoryNumber: '+390584999' } },
      { username: 'Remote', line: { directoryNumber: '+390584999' } },
    ],
    ['a PBX user name in any case', { username: 'pbx-9' }, { username: 'Remote' }],
    ['a user name comes before the same PBX user name', { username: 'desk' }, { username: 'Desk' }],
    [
      'a shared extension, numeric id and partition id',
      { line: { directoryNumber: '200' }, numericUserId: '7', numericPartitionId: '2' },
      { username: 'Night', numericPartitionId: '2' },
    ],
    [
      'a partition that nobody has leaves the user without one',
      { line: { directoryNumber: '200' }, numericUserId: '7', numericPartitionId: '9' },
      { username: 'Spare', numericPartitionId: '9' },
    ],
    [
      'numeric id and partition id without a line',
      { numericUserId: '7', numericPartitionId: '1' },
      { username: 'Day', line: { directoryNumber: '200' } },
    ],
    [
      'a shared alias number and the user',
      { line: { directoryNumber: '300' }, username: 'shared2' },
      { username: 'Shared2', line: { deviceName: 'SEP32', directoryNumber: '32' } },
    ],
  ])('%s', async (_title, given, expected) => {
    const core = createTestCore({ [ACME]: PEOPLE });
    expect(await completeDescription(core, ACME, given)).toMatchObject(expected);
    expect(await completeDescription(core, 'other', given)).toEqual(given);
  });

  test.each<SessionDescription>([
    { line: { directoryNumber: '300' } },
    { line: { directoryNumber: '200' }, numericUserId: '7' },
    { line: { deviceName: 'SEP9', directoryNumber: '555' } },
    { numericPartitionId: '1' },
    { numericUserId: '7' },
  ])('%j leaves the user open', async (given) => {
    const core = createTestCore({ [ACME]: PEOPLE });
    expect(await completeDescription(core, ACME, given)).toEqual(given);
  });

  test('for no mix of names, ids and numbers, the order of the directory decides', async () => {
    const [one, other] = [PEOPLE, PEOPLE.toReversed()].map((people) =>
      createTestCore({ [ACME]: people }),
    );
    const choices: readonly [string, readonly string[]][] = [
      ['username', ['ann', 'desk', 'PBX-9', 'nobody']],
      ['numericUserId', ['1', '5', '7']],
      ['numericPartitionId', ['1', '9']],
      ['deviceName', ['SEP1', 'SEP200', 'SEP9']],
      ['directoryNumber', ['101', '200', '300', '555', '+390584999']],
    ];
    const mixes = choices.reduce<Record<string, string>[]>(
      (all, [name, values]) =>
        all.flatMap((mix) => [mix, ...values.map((value) => ({ ...mix, [name]: value }))]),
      [{}],
    );
    expect(mixes).toHaveLength(5 * 4 * 3 * 4 * 6);
    for (const { deviceName, directoryNumber, ...ids } of mixes) {
      const line = {
        ...(deviceName === undefined ? {} : { deviceName }),
        ...(directoryNumber === undefined ? {} : { directoryNumber }),
      };
      const stated = { ...ids, line };
      const complete = (core = one) => core && completeDescription(core, ACME, stated);
      expect({ stated, found: await complete(other) }).toEqual({ stated, found: await complete() });
    }
  });

  test('a user on another user’s line keeps their name', async () => {
    const core = createTestCore({ [ACME]: USERS });
    const given = { line: { directoryNumber: '101' }, username: 'bob' };
    expect(await completeDescription(core, ACME, given)).toEqual({
      ...given,
      username: 'Bob',
      numericUserId: '2',
    });
  });
});

describe('what is known about a call', () => {
  const ID = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

  test('resolves ambiguities of a later description, and is not overridden by guesses', async () => {
    const core = createTestCore({ [ACME]: USERS });
    const say = async (given: SessionDescription) =>
      (await describeSession(core, ACME, ID, given)).session.call;
    expect(await say({ line: { directoryNumber: '200' } })).not.toHaveProperty('username');
    expect(await say({ numericUserId: '32' })).toMatchObject(NIGHT);
    expect(await say({ line: { deviceName: 'SEP200' } })).toMatchObject(NIGHT);
    expect(await say({ metadata: { extension: '101' } })).toMatchObject(NIGHT);
    expect(await say({ remote: { phoneNumber: '5' } })).toMatchObject(NIGHT);
    expect(await say({ line: { deviceName: 'SEP1', directoryNumber: '101' } })).toMatchObject(ANN);
  });

  test('has the group of its owner, which goes with the owner and stays when the directory changes', async () => {
    const sales = { ...user('Ann', '1', ['SEP1', '101']), group: 'Sales' };
    const core = createTestCore({ [ACME]: [sales, user('Bob', '2', ['SEP2', '102'])] });
    const say = async (given: SessionDescription) =>
      (await describeSession(core, ACME, ID, given)).session.call;
    expect(await say({ line: { directoryNumber: '101' } })).toMatchObject({ group: 'Sales' });
    expect(await say({ remote: { phoneNumber: '5' } })).toMatchObject({ group: 'Sales' });
    expect(await say({ username: 'bob' })).not.toHaveProperty('group');
    expect(await say({ username: 'ann' })).toMatchObject({ group: 'Sales' });
    expect(await say({ username: 'nobody' })).not.toHaveProperty('group');
  });

  test('a partition id that comes later tells users of one numeric id apart', async () => {
    const twins = ['1', '2'].map((id) => ({
      ...user(`Twin${id}`, '9', ['SEP9', '900']),
      numericPartitionId: id,
    }));
    const core = createTestCore({ [ACME]: twins });
    const say = async (given: SessionDescription, id = ID) =>
      (await describeSession(core, ACME, id, given)).session.call;
    expect(await say({ numericUserId: '9' })).not.toHaveProperty('username');
    expect(await say({ numericPartitionId: '2' })).toMatchObject({ username: 'Twin2' });
    const other = '00000000-ffff-4fff-8fff-ffffffffffff';
    expect(await say({ line: { directoryNumber: '900' }, numericUserId: '9' }, other)).toEqual(
      expect.not.objectContaining({ username: expect.anything() }),
    );
    expect(await say({ numericPartitionId: '1' }, other)).toMatchObject({ username: 'Twin1' });
  });

  test('another user’s extension does not make that user the owner of the call', async () => {
    const core = createTestCore({ [ACME]: USERS });
    await describeSession(core, ACME, ID, { username: 'bob' });
    const { session } = await describeSession(core, ACME, ID, { local: { phoneNumber: '101' } });
    expect(session.call).toMatchObject({ username: 'Bob', line: {} });
  });

  test('comes from the current directory', async () => {
    const core = createTestCore();
    const put = (stored: User) =>
      core.catalog.directory.put(ACME, [
        {
          username: stored.username,
          change: () => ({ accountId: ACME, user: stored, createdAt: 1, updatedAt: 1 }),
        },
      ]);
    const given = { line: { directoryNumber: '101' } };
    expect((await describeSession(core, ACME, ID, given)).session.call).not.toHaveProperty(
      'username',
    );
    await put(user('zoe', undefined, ['SEP1', '101']));
    const call = async (n: number) =>
      (await describeSession(core, ACME, `0000000${n}-ffff-4fff-8fff-ffffffffffff`, given)).session
        .call;
    expect((await call(1)).username).toBe('zoe');
    await core.catalog.directory.remove(ACME, 'zoe');
    expect(await call(2)).not.toHaveProperty('username');
    expect((await call(1)).username).toBe('zoe');
  });
});
