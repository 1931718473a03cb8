import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable, userNotFound } from './find-user.ts';
import { type DirectoryEntry, storedEntry } from './list-users.ts';
import { directoryAction } from './put-user.ts';

/**
 * Removes a user from the account's directory. Recordings of the user's calls keep the name.
 * @throws TricordError `user-not-found`; `user-read-only`; `username-taken`.
 */
export async function removeUser(
  deps: Pick<CoreDeps, 'catalog' | 'directory'> & AuditDeps,
  accountId: string,
  username: string,
): Promise<DirectoryEntry> {
  await requireChangeable(deps, accountId, username);
  const entry = auditEntry(deps, directoryAction(accountId, username, 'remove'));
  const removed = await deps.catalog.directory.remove(accountId, username, entry);
  if (removed === undefined) throw userNotFound(username);
  return storedEntry(removed);
}
