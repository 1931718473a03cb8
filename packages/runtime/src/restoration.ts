import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '@tricord/http-kit';
import { syncFolder } from '@tricord/storage-files';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const restoration = z.strictObject({
  version: z.literal(1),
  /** The snapshot's name. */
  snapshot: z.string(),
  /** When the snapshot was begun. */
  takenAt: z.iso.datetime(),
  restoredAt: z.iso.datetime(),
  /** Whether everything has been restored; a folder that is not complete is not served. */
  isComplete: z.boolean(),
  /**
   * Deliveries (callbacks, webhooks, mail): `held` until somebody decides to `release` or `drop` them; `released` once the gateway has
   * done so.
   */
  deliveries: z.enum(['held', 'release', 'drop', 'released']),
});

/** What a data folder was restored from. */
export type Restoration = z.output<typeof restoration>;

const NAME = 'restored.json';

/**
 * What the data folder was restored from; undefined: nothing.
 * @throws StartError when the file that says so is damaged.
 */
export async function readRestoration(dataDir: string): Promise<Restoration | undefined> {
  const path = join(dataDir, NAME);
  try {
    return restoration.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw new StartError(`${path} cannot be read; it says whether deliveries are held`, {
      cause: error,
    });
  }
}

/** Replaces it, durably, whole or not at all. */
export async function writeRestoration(dataDir: string, content: Restoration): Promise<void> {
  const temporary = join(dataDir, `${NAME}.${randomUUID()}`);
  try {
    const text = `${JSON.stringify(content, null, 2)}\n`;
    await writeFile(temporary, text, { mode: 0o600, flush: true });
    await rename(temporary, join(dataDir, NAME));
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dataDir);
}
