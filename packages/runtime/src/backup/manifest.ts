import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().nonnegative();
const file = z.strictObject({ bytes, sha256 });

const manifest = z.strictObject({
  version: z.literal(1),
  begunAt: z.iso.datetime(),
  completedAt: z.iso.datetime(),
  catalog: file,
  /** How many recordings had ended and hold audio, and how many bytes of audio that is. */
  recordings: z.int().nonnegative(),
  audioBytes: bytes,
  /** The list of which audio it needs. */
  audioList: file,
  /**
   * The recordings that were live. `live`: what had been written of it. `stored`: it ended meanwhile, this is all of
   * it. `none`: nothing had been written yet.
   */
  live: z.array(
    z.discriminatedUnion('audio', [
      z.strictObject({ recordingId: z.uuid(), audio: z.enum(['live', 'stored']), ...file.shape }),
      z.strictObject({ recordingId: z.uuid(), audio: z.literal('none') }),
    ]),
  ),
  /** How much each live recording had received, and when that was written, epoch milliseconds. */
  ledger: z.strictObject({ ...file.shape, modifiedAt: z.number() }).exactOptional(),
  /** The configuration, if it is in the data folder. */
  config: file.exactOptional(),
  /** How many recordings were deleted while they were being copied: this backup does not have them either. */
  deletedMeanwhile: z.int().nonnegative(),
  /** Recordings whose audio is missing or damaged in the data folder, and not in this backup. */
  damaged: z.array(
    z.strictObject({
      recordingId: z.uuid(),
      kind: z.enum(['missing', 'truncated', 'changed', 'unreadable']),
    }),
  ),
  /** Where the audit log of each account ends. */
  audit: z.array(z.strictObject({ accountId: z.string(), seq: z.int(), hash: sha256 })),
});

/** What a snapshot holds. Its file is written last: a snapshot without it is incomplete. */
export type BackupManifest = z.output<typeof manifest>;

const NAME = 'manifest.json';

/** Writes the manifest into the folder of a snapshot. */
export async function writeManifest(folder: string, content: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  await writeFile(join(folder, NAME), text, { mode: 0o600, flush: true });
}

/** @throws StartError when it cannot be read, or another version of Tricord wrote it. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const path = join(folder, NAME);
  try {
    return manifest.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new StartError(`${path} is damaged, or of another version of Tricord`, { cause: error });
  }
}
