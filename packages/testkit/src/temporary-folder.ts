import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test. */
export interface TemporaryFolder {
  readonly path: string;
  /** Deletes the folder and all that is in it. Idempotent. */
  close(): Promise<void>;
}

/** Makes an empty folder in the system's place for such; the caller closes it. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'tricord-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}
