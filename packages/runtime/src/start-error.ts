import { authority, listenReason, systemErrorCode } from '@tricord/http-kit';

/** The server cannot start. The message is one line that says why, for the person who starts it. */
export class StartError extends Error {
  /** The setting that causes it, such as `http.port`, if any. */
  readonly setting: string | undefined;

  constructor(
    message: string,
    { setting, ...options }: { readonly cause?: unknown; readonly setting?: string } = {},
  ) {
    super(message, options);
    this.name = 'StartError';
    this.setting = setting;
  }
}

/** The data folder at `path` cannot be created or written; `error` is the system's or SQLite's. */
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
  ENOENT: 'the file system takes no folder there',
  EEXIST: 'it is a file',
  EISDIR: 'a folder is in the place of a file',
  SQLITE_CANTOPEN: 'its lock file cannot be opened',
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'its lock file is read-only',
  SQLITE_NOTADB: 'its lock file is damaged; delete tricord.lock',
};

/** An address to listen on. */
interface Listener {
  /** Its purpose; undefined for the APIs. */
  readonly what?: string;
  readonly host: string;
  readonly port: number;
  /** The setting that has its host and port. */
  readonly setting: string;
}

/** A listener cannot be opened; `error` is the system's error, or has it as its cause. */
export function cannotListen({ what, host, port, setting }: Listener, error: unknown): StartError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = systemErrorCode(error) ?? systemErrorCode(cause) ?? String(error);
  const blamed = BLAMED[code];
  const purpose = what === undefined ? '' : ` for ${what}`;
  const address = authority(host, port);
  return new StartError(`cannot listen on ${address}${purpose}: ${listenReason(code)}`, {
    cause: error,
    ...(blamed === undefined ? {} : { setting: `${setting}.${blamed}` }),
  });
}

/** Which setting of a listener causes these failures. */
const BLAMED: Readonly<Record<string, 'host' | 'port'>> = {
  EADDRINUSE: 'port',
  EACCES: 'port',
  EADDRNOTAVAIL: 'host',
  EAI_AGAIN: 'host',
  ENOTFOUND: 'host',
};
