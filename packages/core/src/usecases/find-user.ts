import { isSameUser, type StoredUser } from '../account.ts';
import { TricordError } from '../errors.ts';
import type { CoreDeps } from './deps.ts';
import { type DirectoryEntry, givenEntry, storedEntry } from './list-users.ts';

/**
 * The account's user of that name, in any case.
 * @throws TricordError `user-not-found`.
 */
export async function findUser(
  { catalog, directory }: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
  username: string,
): Promise<DirectoryEntry> {
  if (!directory.isGiven(username)) {
    const stored = await catalog.directory.get(accountId, username);
    if (stored !== undefined) return storedEntry(stored);
  } else {
    const given = directory
      .givenUsers(accountId)
      .find((user) => isSameUser(user.username, username));
    if (given !== undefined) return givenEntry(given);
  }
  throw userNotFound(username);
}

/**
 * The user of that name, in any case, who was added at run time to whichever account: names are unique over all
 * accounts. Undefined when there is none. For checking credentials, which name no account.
 */
export function findStoredUser(
  { catalog }: Pick<CoreDeps, 'catalog'>,
  username: string,
): Promise<StoredUser | undefined> {
  return catalog.directory.find(username);
}

/**
 * Checks that a name is free for users who are added at run time.
 * @throws TricordError `user-read-only` when the account's configuration has a user of that name; `username-taken`
 *   when another account's has.
 */
export async function requireChangeable(
  { directory }: Pick<CoreDeps, 'directory'>,
  accountId: string,
  username: string,
): Promise<void> {
  if (!directory.isGiven(username)) return;
  if ((await directory.user(accountId, username)) !== undefined) {
    throw new TricordError(
      'user-read-only',
      `${username} is a user of the configuration, and can only be changed there`,
    );
  }
  throw usernameTaken(username);
}

export function userNotFound(username: string): TricordError {
  return new TricordError('user-not-found', `There is no user ${username}`);
}

function usernameTaken(username: string): TricordError {
  return new TricordError('username-taken', `The user name ${username} is taken`);
}
