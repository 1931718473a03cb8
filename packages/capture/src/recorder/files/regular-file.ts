import type { Stats } from 'node:fs';
import { constants, type FileHandle, lstat, open } from 'node:fs/promises';

/** Not a regular file, or one that cannot be opened. The message says why, without the path. */
export class UnusableFileError extends Error {
  constructor(why: string, options?: { readonly cause: unknown }) {
    super(why, options);
    this.name = 'UnusableFileError';
  }
}

/** Error codes of files that cannot be opened by retrying. */
const NEVER_OPENS = new Set(['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENOTDIR', 'ENXIO']);

/**
 * Opens a file if it exists. Never follows a link, waits for a pipe or touches a device.
 * @returns undefined if nothing exists at this path.
 * @throws UnusableFileError when it is not a regular file, or this process may not open it; the system's
 *   error when a later attempt may succeed.
 */
export async function openRegularFile(
  path: string,
  mode: 'read' | 'read-write',
): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_RDWR, O_NOFOLLOW, O_NONBLOCK } = constants;
  const access = mode === 'read' ? O_RDONLY : O_RDWR;
  try {
    requireRegular(await lstat(path));
    const handle = await open(path, access | O_NOFOLLOW | O_NONBLOCK);
    await handle
      .stat()
      .then(requireRegular)
      .catch(async (error: unknown) => {
        await handle.close();
        throw error;
      });
    return handle;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (!NEVER_OPENS.has(code)) throw error;
    throw new UnusableFileError(`it cannot be opened (${code})`, { cause: error });
  }
}

/**
 * Makes sure that nothing exists where a live file will be created.
 * @throws UnusableFileError that says what exists.
 */
export async function requireNothing(path: string): Promise<void> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return;
  throw new UnusableFileError(`The live file cannot be made: ${kindOf(stats)} is in its place`);
}

/** @throws UnusableFileError when it is not a regular file. */
function requireRegular(stats: Stats): void {
  if (!stats.isFile()) throw new UnusableFileError(`it is ${kindOf(stats)}`);
}

function kindOf(stats: Stats): string {
  if (stats.isFile()) return 'another file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  return stats.isFIFO() ? 'a pipe' : 'a device';
}
