import { systemErrorCode } from '@tricord/http-kit';
import { StartError } from '../start-error.ts';

/** A folder of backups cannot be used; `error` is the system's or SQLite's, unless it says so itself. */
export function cannotUseBackup(path: string, error: unknown): Error {
  if (error instanceof StartError) return error;
  const code = systemErrorCode(error);
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  const reason = REASONS[code] ?? code;
  return new StartError(`cannot use the backup ${path}: ${reason}`, { cause: error });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no such folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'it is a file',
  EEXIST: 'it is a file',
  EIO: 'its disk fails',
  SQLITE_CANTOPEN: 'its lock file cannot be opened',
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'its lock file is read-only',
};
