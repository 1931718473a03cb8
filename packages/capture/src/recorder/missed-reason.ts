import { isTricordError, type MissedReason } from '@tricord/core';

/** Error codes of file systems and SQLite for a full disk. */
const NO_SPACE: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** The reason for missed audio when a recording fails to begin with this error. */
export function missedReason(error: unknown): MissedReason {
  if (isTricordError(error, 'recorder-full')) {
    return error.details.reason === 'space' ? 'no-space' : 'overload';
  }
  const { code } = (error ?? {}) as { code?: unknown };
  return NO_SPACE.includes(code) ? 'no-space' : 'error';
}
