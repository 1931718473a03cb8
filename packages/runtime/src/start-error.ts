import { systemErrorCode } from './system-error.ts';

/** The server cannot start. The message is one line that says why, for the person who starts it. */
export class StartError extends Error {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** The data folder at `path` cannot be made or written; `error` is the system's or SQLite's. */
export function cannotWrite(path: string, error: unknown): StartError {
  const code = systemErrorCode(error) ?? String(error);
  return new StartError(`cannot write to the data folder ${path}: ${REASONS[code] ?? code}`, {
    cause: error,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
  EISDIR: 'a folder is in the place of a file',
  SQLITE_CANTOPEN: 'its lock file cannot be opened',
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'its lock file is read-only',
  SQLITE_NOTADB: 'its lock file is damaged; delete tricord.lock',
};

/** A listener for `what` cannot be opened; `error` is the system's. */
export function cannotListen(what: string, host: string, port: number, error: unknown): StartError {
  const code = systemErrorCode(error) ?? String(error);
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new StartError(
    `cannot listen on ${address} for ${what}: ${LISTEN_REASONS[code] ?? code}`,
    { cause: error },
  );
}

const LISTEN_REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'this user may not use the port',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'the host is unknown',
};
