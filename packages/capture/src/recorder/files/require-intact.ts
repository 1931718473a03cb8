import { type FileHandle, lstat } from 'node:fs/promises';
import { UnusableFileError } from './regular-file.ts';

/** An open file. */
type OpenFile = Pick<FileHandle, 'stat'>;

/** @throws UnusableFileError when the file is shorter than the `bytes` written to it. */
export async function requireLength(file: OpenFile, bytes: number): Promise<void> {
  const { size } = await file.stat();
  if (size < bytes) {
    throw new UnusableFileError(`The live file was cut off: it has ${size} of ${bytes} bytes`);
  }
}

/**
 * Makes sure that `path` still is the open file.
 * @throws UnusableFileError when it was removed or replaced.
 */
export async function requireInPlace(file: OpenFile, path: string): Promise<void> {
  const own = await file.stat();
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  });
  if (there === undefined) throw new UnusableFileError('The live file was removed');
  if (there.ino !== own.ino || there.dev !== own.dev) {
    throw new UnusableFileError('The live file was replaced');
  }
}
