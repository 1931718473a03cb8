import { expect, test } from 'vitest';
import { parseJsonImport } from './json-import.ts';

const LINE = { deviceName: 'SEP1', directoryNumber: '101' };

async function problemsOf(users: readonly unknown[]): Promise<Record<string, string>> {
  const { problems } = await parseJsonImport(users);
  const entries = problems.map(({ path, message }) => [path.replace('/body/users/', ''), message]);
  const byPath = Object.fromEntries(entries);
  expect(Object.keys(byPath)).toHaveLength(entries.length);
  return byPath;
}

test('fills in the defaults, and drops empty settings', async () => {
  const { users, problems } = await parseJsonImport([
    { username: 'ann', password: 'secret', lines: [{ ...LINE, recording: {} }] },
  ]);
  expect(problems).toEqual([]);
  expect(users).toEqual([
    {
      place: 0,
      password: 'secret',
      user: {
        username: 'ann',
        role: 'recorder',
        lines: [{ ...LINE, monitorable: true, recordingMode: 'on-demand' }],
      },
    },
  ]);
});

test('reports every missing value and wrong type', async () => {
  expect(
    await problemsOf([
      { username: 5, group: null, role: 'boss', password: '', lines: 'none' },
      { username: 'bob', password: 'scrypt:nonsense', lines: [{ monitorable: 1 }, 'line'] },
      { username: 'eve', lines: [{ ...LINE, recordingMode: 'never', recording: [] }] },
      [],
      { username: 'joe', lines: Array.from({ length: 101 }, () => LINE) },
    ]),
  ).toEqual({
    '0/username': 'must be a text',
    '0/group': 'must be a text',
    '0/role': 'must be one of recorder, reader, manager',
    '0/password': 'must be a text that is not empty',
    '0/lines': 'must be a list',
    '1/password': expect.stringContaining('scrypt:N:r:p:salt:hash'),
    '1/lines/0/deviceName': 'must be a text',
    '1/lines/0/directoryNumber': 'must be a text',
    '1/lines/0/monitorable': 'must be true or false',
    '1/lines/1/deviceName': 'must be a text',
    '1/lines/1/directoryNumber': 'must be a text',
    '2/lines/0/recordingMode': 'must be one of automatic, on-demand, live-keep',
    '2/lines/0/recording': 'must be an object',
    '3/username': 'must be a text',
    '4/lines': 'must not be more than 100',
  });
});

test('reports ten unknown properties per object, cut to 100 characters', async () => {
  const odd = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`odd${i}`, i]));
  const found = await problemsOf([
    { username: 'ann', lines: [{ ...LINE, ...odd, recording: { ['x'.repeat(200)]: 1 } }] },
  ]);
  expect(Object.keys(found)).toHaveLength(11);
  expect(found['0/lines/0/odd9']).toBe('is unknown');
  expect(found[`0/lines/0/recording/${'x'.repeat(100)}`]).toBe('is unknown');
});

test('keeps the valid parts of an invalid user for the checks of the core', async () => {
  const { users } = await parseJsonImport([
    {
      username: 'ann',
      group: 7,
      lastName: ' x',
      lines: [{ ...LINE, directoryNumber: 1, beep: 1 }],
    },
    { username: 1, lines: [{ ...LINE, recording: { channels: 3, rate: 1 } }] },
    { username: 2 },
  ]);
  expect(users[0]?.user).toMatchObject({ username: 'ann', lastName: ' x', role: 'recorder' });
  expect(users[0]?.user).not.toHaveProperty('group');
  expect(users[0]?.user.lines).toMatchObject([{ deviceName: 'SEP1' }]);
  expect(users[1]?.user.lines).toMatchObject([{ ...LINE, recording: { channels: 3 } }]);
  // Stand-ins differ, so that the core does not find a name there twice.
  expect(users[1]?.user.username).not.toBe(users[2]?.user.username);
});
