import type { StoredUser, User } from '../account.ts';
import { requireValidUser } from '../user-rules.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable } from './find-user.ts';
import { type DirectoryEntry, storedEntry } from './list-users.ts';

/**
 * Puts a user into the account's directory, or in the place of the one of that name.
 * @param passwordHash `scrypt:…`; null takes the password away, undefined leaves the one that there is.
 * @throws TricordError `invalid-argument` with the wrong field as the parameter; `user-read-only`;
 *   `username-taken`.
 */
export async function putUser(
  deps: Pick<CoreDeps, 'catalog' | 'directory' | 'clock'>,
  accountId: string,
  user: User,
  passwordHash?: string | null,
): Promise<{ entry: DirectoryEntry; created: boolean }> {
  requireValidUser(user);
  await requireChangeable(deps, accountId, user.username);
  const at = deps.clock.now();
  let created = false;
  const put = await deps.catalog.directory.put(accountId, [
    {
      username: user.username,
      change: (before) => {
        created = before === undefined;
        return replaceUser(before, { accountId, user, passwordHash, at });
      },
    },
  ]);
  const entry = put.map(storedEntry)[0] ?? { user, readOnly: false, hasPassword: false };
  return { entry, created };
}

/** What the catalog keeps of a user instead of `before`. */
export function replaceUser(
  before: StoredUser | undefined,
  put: {
    readonly accountId: string;
    readonly user: User;
    readonly passwordHash: string | null | undefined;
    /** Epoch milliseconds. */
    readonly at: number;
  },
): StoredUser {
  const { accountId, user, at } = put;
  const passwordHash = put.passwordHash === undefined ? before?.passwordHash : put.passwordHash;
  return {
    accountId,
    user,
    ...(passwordHash == null ? {} : { passwordHash }),
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
  };
}
