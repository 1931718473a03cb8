import type { CoreDeps, User } from '@tricord/core';
import { HttpError, type NamedPrincipal } from '@tricord/http-kit';
import { NO_EXTENSION } from '../mappers/reasons.ts';

/**
 * The caller's entry in the directory, with at least one line.
 * @throws HttpError `invalid` with {@link NO_EXTENSION} when the caller has no line.
 */
export async function ownUser(
  core: CoreDeps,
  { accountId, username }: NamedPrincipal,
): Promise<User> {
  const user = await core.directory.user(accountId, username);
  if (user !== undefined && user.lines.length > 0) return user;
  const problem = { path: '', message: `${username} has no line`, errorCode: NO_EXTENSION };
  throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}
