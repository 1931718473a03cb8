import { Digest, damageOf, type MediaDamage, type StoredMedia } from '@tricord/core';
import type { FilesMediaStore } from '@tricord/storage-files';
import type { BackupMedia } from './backup-media.ts';
import { isAbsent } from './is-absent.ts';

/**
 * Restores the audio of a recording, unless an interrupted restore had done so.
 * @param key of the data folder's store.
 * @returns why there is no intact audio in the backup.
 */
export async function restoreAudioFile(
  media: FilesMediaStore,
  kept: BackupMedia,
  key: string,
  expected: StoredMedia,
  signal: AbortSignal,
): Promise<MediaDamage | undefined> {
  signal.throwIfAborted();
  // An interrupted restore had it: only whole, verified files stay under their key.
  if ((await media.stat(key))?.bytes === expected.bytes) return undefined;
  try {
    await media.write(key, intact(kept.read(expected.sha256), expected));
    return undefined;
  } catch (error) {
    if (isAbsent(error)) return 'missing';
    if (error instanceof DamagedAudio) return error.kind;
    throw error;
  }
}

class DamagedAudio extends Error {
  readonly kind: MediaDamage;

  constructor(kind: MediaDamage) {
    super(kind);
    this.kind = kind;
  }
}

/** Fails at the end of what is damaged, before that is put in its place. */
async function* intact(
  source: AsyncIterable<Uint8Array>,
  expected: StoredMedia,
): AsyncGenerator<Uint8Array> {
  const digest = new Digest();
  yield* digest.through(source);
  const kind = damageOf(expected, digest.result());
  if (kind !== undefined) throw new DamagedAudio(kind);
}
