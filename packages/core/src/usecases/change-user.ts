import { isSameUser, type StoredUser, type User } from '../account.ts';
import { TricordError } from '../errors.ts';
import { requireValidUser } from '../user-rules.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable, userNotFound } from './find-user.ts';
import { type DirectoryEntry, storedEntry } from './list-users.ts';
import { directoryAction, replaceUser } from './put-user.ts';

/** A change to a user. */
export interface UserEdit {
  readonly change: (before: User) => User;
  /** `scrypt:…`; null removes the password, undefined keeps it. */
  readonly passwordHash?: string | null;
}

/**
 * Changes a user of the account's directory, atomically.
 * @throws TricordError `user-not-found`; `user-read-only`; `username-taken`; `invalid-argument` with the
 *   wrong field as the parameter, also for another name: only the case of a name can be changed.
 */
export async function changeUser(
  deps: Pick<CoreDeps, 'catalog' | 'directory' | 'clock'> & AuditDeps,
  accountId: string,
  username: string,
  { change, passwordHash }: UserEdit,
): Promise<DirectoryEntry> {
  await requireChangeable(deps, accountId, username);
  if ((await deps.catalog.directory.get(accountId, username)) === undefined) {
    throw userNotFound(username);
  }
  const at = deps.clock.now();
  const edit = {
    username,
    change: (before: StoredUser | undefined) => {
      if (before === undefined) throw userNotFound(username);
      const user = change(before.user);
      requireSameName(before.user, user);
      requireValidUser(user);
      return replaceUser(before, { accountId, user, passwordHash, at });
    },
  };
  const audited = directoryAction(accountId, username, 'change', passwordHash);
  const entry = auditEntry(deps, audited);
  const [changed] = await deps.catalog.directory.put(accountId, [edit], [entry]);
  if (changed === undefined) throw userNotFound(username);
  return storedEntry(changed);
}

function requireSameName(before: User, after: User): void {
  if (isSameUser(before.username, after.username)) return;
  throw new TricordError('invalid-argument', 'username must stay the same but for its case', {
    details: { parameter: 'username' },
  });
}
