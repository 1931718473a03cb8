import { isTricordError, type MissedReason } from '@tricord/core';

/** What file systems and SQLite say when there is no room. */
const NO_SPACE: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** Why audio is missed when a recording that should begin fails like this. */
export function missedReason(error: unknown): MissedReason {
  if (isTricordError(error, 'recorder-full')) {
    return error.details.reason === 'space' ? 'no-space' : 'overload';
  }
  const { code } = (error ?? {}) as { code?: unknown };
  return NO_SPACE.includes(code) ? 'no-space' : 'error';
}
