import {
  aliasKey,
  type DirectoryCatalog,
  type Line,
  numericIdKey,
  pbxUsernameKey,
  type StoredUser,
  type User,
} from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, OTHER } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const line = (deviceName: string, directoryNumber: string): Line => ({
  deviceName,
  directoryNumber,
  monitorable: true,
  recordingMode: 'on-demand',
});

function storedOf(username: string, user: Partial<User> = {}, accountId = ACME): StoredUser {
  return {
    accountId,
    user: { username, role: 'recorder', lines: [], ...user },
    createdAt: 1,
    updatedAt: 2,
  };
}

function put(directory: DirectoryCatalog, ...users: readonly StoredUser[]) {
  const change = (stored: StoredUser) => ({
    username: stored.user.username,
    change: () => stored,
  });
  return directory.put(users[0]?.accountId ?? ACME, users.map(change));
}

const namesOf = (users: readonly StoredUser[]) => users.map(({ user }) => user.username);

/** Users that are added at run time. */
export function directoryContract(withCatalog: WithCatalog): void {
  describe('a user of the directory', () => {
    test(
      'is returned as stored, with every field, whatever the case of its name',
      withCatalog(async ({ directory }) => {
        const full: StoredUser = {
          ...storedOf('Ännä \u{1F600}', {
            pbxUsername: 'äa',
            numericUserId: '007',
            numericPartitionId: '0',
            aliasNumbers: ['+39 0584 1', '+39 (0584) 1', '2'],
            supervisedGroups: ['sales', 'support'],
            firstName: 'Anna',
            lastName: "O'Neil",
            group: 'sales',
            department: 'ключ',
            role: 'manager',
            lines: [
              line('SEP1', '101'),
              { ...line('SEP1', '+39 05'), monitorable: false },
              {
                ...line('SEP1', '102'),
                recordingMode: 'automatic',
                recording: { channels: 2, beep: true, maxDurationMs: 3_600_000 },
              },
            ],
          }),
          passwordHash: 'scrypt:16384:8:1:AAAA:BBBB',
        };
        expect(await put(directory, full)).toEqual([full]);
        for (const name of ['Ännä \u{1F600}', 'äNNÄ \u{1F600}', 'A\u0308nna\u0308 \u{1F600}']) {
          expect(await directory.get(ACME, name)).toStrictEqual(full);
          expect(await directory.find(name)).toStrictEqual(full);
        }
        expect(await directory.get(OTHER, 'Ännä \u{1F600}')).toBeUndefined();
        expect(await directory.get(ACME, 'anna')).toBeUndefined();
        expect(await directory.find('')).toBeUndefined();
      }),
    );

    test(
      'replaces the user of the same name, with lines and ids',
      withCatalog(async ({ directory }) => {
        await put(directory, storedOf('ann', { numericUserId: '1', lines: [line('SEP1', '101')] }));
        let before: StoredUser | undefined;
        const after = storedOf('Ann', { numericUserId: '2', lines: [line('SEP2', '102')] });
        await directory.put(ACME, [
          {
            username: 'ANN',
            change: (found) => {
              before = found;
              return after;
            },
          },
        ]);
        expect(before?.user.lines).toEqual([line('SEP1', '101')]);
        expect(await directory.list({ accountId: ACME, limit: 9 })).toEqual([after]);
        expect(await directory.ownersOf(ACME, { deviceName: 'SEP1' })).toEqual([]);
        expect(await directory.ownersOf(ACME, { directoryNumber: '101' })).toEqual([]);
        expect(await directory.ownersOf(ACME, { directoryNumber: '102' })).toEqual([after]);
        expect(await directory.usersByKey(ACME, numericIdKey('1'))).toEqual([]);
        expect(await directory.usersByKey(ACME, numericIdKey('2'))).toEqual([after]);
      }),
    );

    test(
      'has a name that is unique across accounts',
      withCatalog(async ({ directory }) => {
        await put(directory, storedOf('ann'));
        await expect(put(directory, storedOf('ANN', {}, OTHER))).rejects.toMatchObject({
          code: 'username-taken',
        });
        expect(await directory.find('ann')).toEqual(storedOf('ann'));
        await directory.remove(ACME, 'ann');
        await put(directory, storedOf('ANN', {}, OTHER));
        expect((await directory.find('ann'))?.accountId).toBe(OTHER);
      }),
    );

    test(
      'is gone with its lines after removal, which another account cannot do',
      withCatalog(async ({ directory }) => {
        const ann = storedOf('ann', { numericUserId: '1', lines: [line('SEP1', '101')] });
        await put(directory, ann);
        expect(await directory.remove(OTHER, 'ann')).toBeUndefined();
        expect(await directory.remove(ACME, 'Ann')).toEqual(ann);
        expect(await directory.remove(ACME, 'ann')).toBeUndefined();
        expect(await directory.find('ann')).toBeUndefined();
        expect(await directory.ownersOf(ACME, { deviceName: 'SEP1' })).toEqual([]);
        expect(await directory.usersByKey(ACME, numericIdKey('1'))).toEqual([]);
        await put(directory, storedOf('ann'));
        expect(await directory.ownersOf(ACME, { deviceName: 'SEP1' })).toEqual([]);
      }),
    );
  });

  describe('changes of the directory', () => {
    test(
      'are all or nothing',
      withCatalog(async ({ directory }) => {
        await put(directory, storedOf('theirs', {}, OTHER));
        await put(directory, storedOf('ann', { lines: [line('SEP1', '101')] }));
        const changed = storedOf('ann', { lines: [line('SEP9', '109')] });
        const failure = new Error('No');
        const fails = {
          username: 'cleo',
          change: () => {
            throw failure;
          },
        };
        const others = [changed, storedOf('bob')].map((stored) => ({
          username: stored.user.username,
          change: () => stored,
        }));
        await expect(directory.put(ACME, [...others, fails])).rejects.toBe(failure);
        await expect(put(directory, changed, storedOf('theirs'))).rejects.toMatchObject({
          code: 'username-taken',
        });
        expect(namesOf(await directory.list({ accountId: ACME, limit: 9 }))).toEqual(['ann']);
        expect(namesOf(await directory.ownersOf(ACME, { deviceName: 'SEP1' }))).toEqual(['ann']);
        expect(await directory.ownersOf(ACME, { deviceName: 'SEP9' })).toEqual([]);
        expect(await directory.put(ACME, [])).toEqual([]);
      }),
    );
  });

  describe('lookups in the directory', () => {
    test(
      'find owners by device, number or both, each once, sorted by name, in one account',
      withCatalog(async ({ directory }) => {
        await put(
          directory,
          storedOf('cleo', { lines: [line('SEP1', '200'), line('SEP1', '201')] }),
          storedOf('Bob', { lines: [line('SEP2', '200'), line('SEP3', '200')] }),
          storedOf('ann', { lines: [line('SEP1', '200')] }),
        );
        await put(directory, storedOf('eve', { lines: [line('SEP1', '200')] }, OTHER));
        const found = async (ref: { deviceName?: string; directoryNumber?: string }) =>
          namesOf(await directory.ownersOf(ACME, ref));
        expect(await found({ deviceName: 'SEP1' })).toEqual(['ann', 'cleo']);
        expect(await found({ directoryNumber: '200' })).toEqual(['ann', 'Bob', 'cleo']);
        expect(await found({ deviceName: 'SEP1', directoryNumber: '200' })).toEqual([
          'ann',
          'cleo',
        ]);
        expect(await found({ deviceName: 'SEP2', directoryNumber: '201' })).toEqual([]);
        expect(await found({ deviceName: 'sep1' })).toEqual([]);
        expect(await found({})).toEqual([]);
      }),
    );

    test(
      'find all users with a numeric id, sorted by name',
      withCatalog(async ({ directory }) => {
        await put(
          directory,
          storedOf('b', { numericUserId: '1' }),
          storedOf('A', { numericUserId: '1' }),
          storedOf('c', { numericUserId: '2' }),
        );
        expect(namesOf(await directory.usersByKey(ACME, numericIdKey('1')))).toEqual(['A', 'b']);
        expect(await directory.usersByKey(OTHER, numericIdKey('1'))).toEqual([]);
      }),
    );

    test(
      'find users by alias number however it is grouped, and by PBX user name in any case',
      withCatalog(async ({ directory }) => {
        await put(
          directory,
          storedOf('b', { aliasNumbers: ['+39 05 1', '7'], pbxUsername: 'Desk' }),
          storedOf('A', { aliasNumbers: ['+39-(05)-1'] }),
          storedOf('7', { numericUserId: '7', pbxUsername: '+39051' }),
        );
        const found = async (key: Parameters<typeof directory.usersByKey>[1]) =>
          namesOf(await directory.usersByKey(ACME, key));
        expect(await found(aliasKey('+39051'))).toEqual(['A', 'b']);
        expect(await found(aliasKey('7'))).toEqual(['b']);
        expect(await found(pbxUsernameKey('dESK'))).toEqual(['b']);
        await put(directory, storedOf('b', { aliasNumbers: ['8'] }));
        expect(await found(aliasKey('7'))).toEqual([]);
        expect(await found(aliasKey('8'))).toEqual(['b']);
        expect(await found(pbxUsernameKey('desk'))).toEqual([]);
        expect(await directory.usersByKey(OTHER, aliasKey('8'))).toEqual([]);
      }),
    );

    test(
      'list users by the UTF-8 bytes of their lower-case names, starting after any name',
      withCatalog(async ({ directory }) => {
        // In UTF-16 order, the last two would be swapped.
        const sorted = ['1', 'a', 'B', 'b1', 'Ü', '\uE000', '\u{1F600}'];
        await put(directory, ...sorted.toReversed().map((name) => storedOf(name)));
        await put(directory, storedOf('aa', {}, OTHER));
        const list = async (limit: number, after?: string) =>
          namesOf(
            await directory.list({
              accountId: ACME,
              limit,
              ...(after === undefined ? {} : { after }),
            }),
          );
        expect(await list(100)).toEqual(sorted);
        const paged: string[] = [];
        for (let page = await list(2); page.length > 0; page = await list(2, paged.at(-1))) {
          paged.push(...page);
        }
        expect(paged).toEqual(sorted);
        expect(await list(1, 'AA')).toEqual(['B']);
        expect(await list(9, 'ü')).toEqual(sorted.slice(5));
      }),
    );
  });
}
