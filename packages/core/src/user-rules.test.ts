import { describe, expect, test } from 'vitest';
import type { Line, User } from './account.ts';
import { requireValidUser, userProblems } from './user-rules.ts';

const line = (n: number): Line => ({
  deviceName: `SEP${n}`,
  directoryNumber: '101',
  monitorable: true,
  recordingMode: 'on-demand',
});

const userWith = (change: Partial<User>): User => ({
  username: 'ann',
  role: 'recorder',
  lines: [],
  ...change,
});

test.each<Partial<User>>([
  { username: 'x'.repeat(256) },
  { username: 'Ännä Ö/%2F?#\u{1F600}' },
  { pbxUsername: 'a:b', aliasNumbers: ['+39 (05) 1', 'ann@pbx'], supervisedGroups: ['a;b', 'c'] },
  { username: '...', firstName: '=1+1', group: "it's" },
  { lines: Array.from({ length: 100 }, (_, n) => line(n)) },
  { lines: [{ ...line(1), recording: { channels: 2, beep: true, maxDurationMs: 0 } }] },
])('%j is valid', (change) => {
  expect(userProblems(userWith(change))).toEqual([]);
  requireValidUser(userWith(change));
});

describe('an invalid user is reported with the field', () => {
  test.each<[Partial<User>, readonly string[]]>([
    [{ username: '' }, ['username']],
    [{ username: 'a:b' }, ['username']],
    [{ username: '.' }, ['username']],
    [{ username: '..' }, ['username']],
    [{ username: '\uD800' }, ['username']],
    [
      { group: 'a|b', supervisedGroups: ['a', 'b|', ''] },
      ['group', 'supervisedGroups/1', 'supervisedGroups/2'],
    ],
    [{ supervisedGroups: ['a', 'a'] }, ['supervisedGroups']],
    [{ aliasNumbers: ['1', '(-)'] }, ['aliasNumbers/1']],
    [{ aliasNumbers: Array.from({ length: 101 }, (_, n) => `${n}`) }, ['aliasNumbers']],
    [{ username: 'x'.repeat(257) }, ['username']],
    [
      { firstName: 'Jos\uFFFD', lastName: 'a\nb', group: '\u00a0x' },
      ['firstName', 'lastName', 'group'],
    ],
    [{ numericUserId: '', department: 'x ' }, ['numericUserId', 'department']],
    [{ lines: Array.from({ length: 101 }, (_, n) => line(n)) }, ['lines']],
    [{ lines: [line(1), line(2), line(1)] }, ['lines/2']],
    [
      { lines: [{ ...line(1), deviceName: '', directoryNumber: '\t' }] },
      ['lines/0/deviceName', 'lines/0/directoryNumber'],
    ],
    [
      {
        lines: [
          line(1),
          { ...line(2), recording: { channels: 3 as 2, maxDurationMs: 0.5 } },
          { ...line(3), recording: { maxDurationMs: -1 } },
        ],
      },
      [
        'lines/1/recording/channels',
        'lines/1/recording/maxDurationMs',
        'lines/2/recording/maxDurationMs',
      ],
    ],
  ])('%j', (change, fields) => {
    const user = userWith(change);
    expect(userProblems(user).map(({ field }) => field)).toEqual(fields);
    expect(() => requireValidUser(user)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: { parameter: fields[0] } }),
    );
  });
});
