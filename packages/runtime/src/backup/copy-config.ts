import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type StoredMedia } from '@tricord/core';
import { isAbsent } from './is-absent.ts';
import { oneChunk } from './one-chunk.ts';

/** Where the first start writes it. */
export const CONFIG_NAME = 'tricord.yaml';

/** Copies the configuration, if it is in the data folder: without its secrets, clients could not come back. */
export async function copyConfig(dataDir: string, to: string): Promise<StoredMedia | undefined> {
  try {
    const content = await readFile(join(dataDir, CONFIG_NAME));
    await writeFile(join(to, CONFIG_NAME), content, { mode: 0o600, flush: true });
    return await digestOf(oneChunk(content));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
