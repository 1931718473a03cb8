import type { StoredUser, User } from '../account.ts';
import { requireValidUser } from '../user-rules.ts';
import { type AuditDeps, type AuditedAction, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable } from './find-user.ts';
import { type DirectoryEntry, storedEntry } from './list-users.ts';

/**
 * Adds a user to the account's directory, or replaces the one with that name.
 * @param passwordHash `scrypt:…`; null removes the password, undefined keeps the current one.
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
  const audited = directoryAction(accountId, user.username, 'put', passwordHash);
  const entry = auditEntry(deps, audited);
  const put = await deps.catalog.directory.put(accountId, [change], [entry]);
  const known = put.map(storedEntry)[0] ?? { user, readOnly: false, hasPassword: false };
  return { entry: known, created };
}

/** The audited action of a change to a user. */
export function directoryAction(
  accountId: string,
  username: string,
  change: 'put' | 'change' | 'remove',
  passwordHash?: string | null,
): AuditedAction {
  const password = passwordHash === undefined ? {} : { password: passwordHash !== null };
  return {
    accountId,
    action: 'directory.change',
    subject: username,
    details: { change, ...password },
  };
}

/** The stored user that replaces `before`. */
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
