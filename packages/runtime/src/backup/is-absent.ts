import { systemErrorCode } from '@tricord/http-kit';

/** Whether the system says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return systemErrorCode(error) === 'ENOENT';
}
