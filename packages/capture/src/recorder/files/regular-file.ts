import type { Stats } from 'node:fs';
import { constants, type FileHandle, lstat, open } from 'node:fs/promises';

/** What should be a file of ours is none, or cannot be opened. The message says why, and does not name the path. */
export class UnusableFileError extends Error {
  constructor(why: string, options?: { readonly cause: unknown }) {
    super(why, options);
    this.name = 'UnusableFileError';
  }
}

/** What the system says of a file that will not open for us however often we try. */
const NEVER_OPENS = new Set(['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENOTDIR', 'ENXIO']);

/**
 * Opens a file that may be there. Never follows a link, waits for a pipe or touches a device.
 * @returns undefined when there is nothing.
 * @throws UnusableFileError when it is no file, or this process may not open it; the system's error when a later
 *   attempt may succeed.
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
 * Makes sure that nothing is where a live file is about to be.
 * @throws UnusableFileError that says what is.
 */
export async function requireNothing(path: string): Promise<void> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return;
  throw new UnusableFileError(`The live file cannot be made: ${kindOf(stats)} is in its place`);
}

/** @throws UnusableFileError when it is no file. */
function requireRegular(stats: Stats): void {
  if (!stats.isFile()) throw new UnusableFileError(`it is ${kindOf(stats)}`);
}

function kindOf(stats: Stats): string {
  if (stats.isFile()) return 'another file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  return stats.isFIFO() ? 'a pipe' : 'a device';
}
