import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { TricordError } from '@tricord/core';
import { hasCode } from './durable-files.ts';
import { mediaPlace } from './media-path.ts';

/** Resolves to undefined instead of rejecting when the file does not exist. */
export async function unlessAbsent<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

export async function isFolder(path: string): Promise<boolean> {
  const stats = await unlessAbsent(lstat(path));
  return stats?.isDirectory() ?? false;
}

/** @throws TricordError `media-unreadable` when it is a folder, a pipe or a device. */
export function requireFile(stats: Stats, key: string): void {
  if (stats.isFile()) return;
  const what = stats.isDirectory() ? 'a folder' : 'no file';
  throw new TricordError('media-unreadable', `In the media folder, ${mediaPlace(key)} is ${what}`);
}
