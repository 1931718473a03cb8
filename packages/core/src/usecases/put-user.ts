import type { StoredUser, User } from '../account.ts';
import { requireValidUser } from '../user-rules.ts';
import { type AuditDeps, auditEntry, type Deed } from './audit.ts';
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
  deps: Pick<CoreDeps, 'catalog' | 'directory' | 'clock'> & AuditDeps,
  accountId: string,
  user: User,
  passwordHash?: string | null,
): Promise<{ entry: DirectoryEntry; created: boolean }> {
  requireValidUser(user);
  await requireChangeable(deps, accountId, user.username);
  const at = deps.clock.now();
  let created = false;
  const change = {
    username: user.username,
    change: (before: StoredUser | undefined) => {
      created = before === undefined;
      return replaceUser(before, { accountId, user, passwordHash, at });
    },
  };
  const deed = directoryDeed(accountId, user.username, 'put', passwordHash);
  const entry = auditEntry(deps, deed);
  const put = await deps.catalog.directory.put(accountId, [change], [entry]);
  const known = put.map(storedEntry)[0] ?? { user, readOnly: false, hasPassword: false };
  return { entry: known, created };
}

/** What the audit log says of a change of a user. */
export function directoryDeed(
  accountId: string,
  username: string,
  change: 'put' | 'change' | 'remove',
  passwordHash?: string | null,
): Deed {
  const password = passwordHash === undefined ? {} : { password: passwordHash !== null };
  return {
    accountId,
    action: 'directory.change',
    subject: username,
    details: { change, ...password },
  };
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
