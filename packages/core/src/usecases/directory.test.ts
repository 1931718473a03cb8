import { createTestCore } from '@tricord/testkit';
import { describe, expect, test } from 'vitest';
import type { User } from '../account.ts';
import { changeUser } from './change-user.ts';
import { findUser } from './find-user.ts';
import { importDirectory } from './import-directory.ts';
import { listUsers } from './list-users.ts';
import { putUser } from './put-user.ts';
import { removeUser } from './remove-user.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

const user = (username: string): User => ({ username, role: 'recorder', lines: [] });
const hash = (password: string) => Promise.resolve(`scrypt:${password}`);

function directory() {
  return createTestCore({ [ACME]: [user('Given')], [OTHER]: [user('theirs')] });
}

test('a configured user is found and listed, and cannot be changed', async () => {
  const core = directory();
  expect(await findUser(core, ACME, 'GIVEN')).toEqual({
    user: user('Given'),
    readOnly: true,
    hasPassword: true,
  });
  const change = (before: User) => before;
  await expect(putUser(core, ACME, user('given'))).rejects.toMatchObject({
    code: 'user-read-only',
  });
  await expect(removeUser(core, ACME, 'given')).rejects.toMatchObject({ code: 'user-read-only' });
  await expect(changeUser(core, ACME, 'given', { change })).rejects.toMatchObject({
    code: 'user-read-only',
  });
  for (const attempt of [putUser(core, ACME, user('Theirs')), removeUser(core, ACME, 'theirs')]) {
    await expect(attempt).rejects.toMatchObject({ code: 'username-taken' });
  }
  await expect(findUser(core, ACME, 'theirs')).rejects.toMatchObject({ code: 'user-not-found' });
});

test('a stored user is hidden while the configuration has a user of its name', async () => {
  const before = createTestCore();
  for (const name of ['Given', 'a', 'b', 'z']) await putUser(before, ACME, user(name));
  const core = { ...directory(), catalog: before.catalog };
  expect((await findUser(core, ACME, 'given')).readOnly).toBe(true);
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await listUsers(core, {
      accountId: ACME,
      limit: 1,
      ...(after === undefined ? {} : { after }),
    });
    names.push(...page.items.map((entry) => entry.user.username));
    after = page.next;
  } while (after !== undefined);
  expect(names).toEqual(['a', 'b', 'Given', 'z']);
  await expect(removeUser(core, ACME, 'given')).rejects.toMatchObject({ code: 'user-read-only' });
  expect((await findUser(before, ACME, 'given')).readOnly).toBe(false);
});

describe('an import', () => {
  test('hashes no password unless everything is valid, and none in a dry run', async () => {
    const core = directory();
    const hashed: string[] = [];
    const options = (dryRun: boolean) => ({
      dryRun,
      hash: (password: string) => {
        hashed.push(password);
        return hash(password);
      },
    });
    const good = { place: 1, user: user('ann'), password: 'one' };
    const bad = { place: 2, user: user('given'), password: 'two' };
    const refused = await importDirectory(core, ACME, [good, bad], options(false));
    expect(refused).toEqual({
      created: 0,
      replaced: 0,
      problems: [{ place: 2, field: 'username', message: 'is a user of the configuration' }],
    });
    const dry = await importDirectory(core, ACME, [good], options(true));
    expect(dry).toEqual({ created: 1, replaced: 0, problems: [] });
    expect(hashed).toEqual([]);
    expect(await core.catalog.directory.find('ann')).toBeUndefined();
    await importDirectory(core, ACME, [good], options(false));
    expect(hashed).toEqual(['one']);
    expect((await core.catalog.directory.find('ann'))?.passwordHash).toBe('scrypt:one');
  });

  test('of nothing does nothing', async () => {
    const done = await importDirectory(directory(), ACME, [], { dryRun: false, hash });
    expect(done).toEqual({ created: 0, replaced: 0, problems: [] });
  });

  test('changes nothing if a name is taken while passwords are hashed', async () => {
    const core = directory();
    const users = ['ann', 'bob'].map((name, place) => ({ place, user: user(name), password: 'p' }));
    const attempt = importDirectory(core, ACME, users, {
      dryRun: false,
      hash: async (password) => {
        await putUser(core, OTHER, user('bob'));
        return hash(password);
      },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'username-taken' });
    expect(await core.catalog.directory.find('ann')).toBeUndefined();
  });
});
