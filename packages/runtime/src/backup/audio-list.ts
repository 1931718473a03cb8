import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Digest, type StoredMedia } from '@tricord/core';
import { writeNewFile } from '@tricord/storage-files';
import type { CatalogSnapshot } from '@tricord/storage-sqlite';
import { StartError } from '../start-error.ts';
import { recordingsOf } from './copy-audio.ts';
import type { BackupManifest } from './manifest.ts';
import { readParts } from './read-parts.ts';

const NAME = 'audio.txt';

/**
 * Writes which audio a snapshot needs: a SHA-256 a line. Its catalog says so, too, but not to every version of Tricord
 * that may delete old snapshots.
 */
export async function writeAudioList(
  folder: string,
  { inventory }: Pick<CatalogSnapshot, 'inventory'>,
  live: BackupManifest['live'],
): Promise<StoredMedia> {
  const path = join(folder, NAME);
  await rm(path, { force: true });
  return writeNewFile(
    path,
    (async function* () {
      for (const entry of live) if (entry.audio === 'stored') yield lineOf(entry);
      for await (const { media } of recordingsOf(inventory)) {
        if (media !== undefined) yield lineOf(media);
      }
    })(),
  );
}

/**
 * Adds which audio a snapshot needs.
 * @throws StartError when its list is missing or damaged.
 */
export async function readAudioList(
  folder: string,
  expected: StoredMedia,
  needs: Set<string>,
): Promise<void> {
  const path = join(folder, NAME);
  const digest = new Digest();
  try {
    let rest = '';
    for await (const part of digest.through(readParts(path))) {
      const lines = (rest + Buffer.from(part).toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) needs.add(line);
    }
    if (digest.result().sha256 === expected.sha256) return;
  } catch (error) {
    throw new StartError(`${path} cannot be read, so no old audio is deleted`, { cause: error });
  }
  throw new StartError(`${path} is damaged, so no old audio is deleted`);
}

function lineOf({ sha256 }: Pick<StoredMedia, 'sha256'>): Uint8Array {
  return Buffer.from(`${sha256}\n`);
}
