import { readAudioList } from './audio-list.ts';
import type { BackupFolder } from './backup-folder.ts';
import type { BackupMedia } from './backup-media.ts';
import { readManifest } from './manifest.ts';

/** What was deleted from a backup. */
export interface Pruned {
  readonly snapshots: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

/**
 * Deletes all but the newest snapshots, and the audio that none of these needs.
 * @param keep how many to keep; undefined: all, and all audio.
 * @throws StartError when it is unknown what a kept one needs: nothing is deleted then.
 */
export async function pruneSnapshots(
  backup: BackupFolder,
  media: BackupMedia,
  keep: number | undefined,
): Promise<Pruned> {
  if (keep === undefined) return { snapshots: [], files: 0, bytes: 0 };
  const all = await backup.snapshots();
  const old = all.slice(0, Math.max(0, all.length - keep));
  const needs = new Set<string>();
  for (const name of all.slice(old.length)) {
    const { audioList } = await readManifest(backup.pathOf(name));
    await readAudioList(backup.pathOf(name), audioList, needs);
  }
  for (const name of old) await backup.delete(name);
  return { snapshots: old, ...(await media.retain(needs)) };
}
