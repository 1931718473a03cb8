import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemErrorCode } from '@tricord/http-kit';

/**
 * Creates a folder, and those above it that are missing, for their owner only.
 *
 * Node's own `recursive` never ends where a folder cannot be created although its parent exists and the system says
 * `ENOENT`, as /proc does: it creates the parent again and again.
 * @throws the system's error; `EEXIST` when something else is in its place.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path);
  try {
    await makeOne(folder);
  } catch (error) {
    const parent = dirname(folder);
    if (systemErrorCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await makeOne(folder);
  }
}

/** Creates the folder in its parent, unless there is one. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
