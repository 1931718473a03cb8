import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder for a test. */
export interface TemporaryFolder {
  readonly path: string;
  /** Deletes the folder with its content. Idempotent. */
  close(): Promise<void>;
}

/** Creates an empty folder in the system's temporary folder; the caller closes it. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'tricord-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}
