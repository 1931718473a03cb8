import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerPath, livePath } from '@tricord/capture';
import { damageOf, type MediaDamage, type StoredMedia } from '@tricord/core';
import { FilesMediaStore, syncFolder, writeNewFile } from '@tricord/storage-files';
import { openSnapshotReader } from '@tricord/storage-sqlite';
import { CloseStack } from '../close-stack.ts';
import { DataFolder, LOCK_NAME } from '../data-folder.ts';
import { type Restoration, readRestoration, writeRestoration } from '../restoration.ts';
import { StartError } from '../start-error.ts';
import { BackupFolder } from './backup-folder.ts';
import { BackupMedia } from './backup-media.ts';
import { cannotUseBackup } from './cannot-use-backup.ts';
import { type CopiedAudio, recordingsOf, requireSpace } from './copy-audio.ts';
import { CONFIG_NAME } from './copy-config.ts';
import { liveFolderOf } from './copy-live.ts';
import { isAbsent } from './is-absent.ts';
import { type BackupManifest, readManifest } from './manifest.ts';
import { readParts } from './read-parts.ts';
import { restoreAudioFile } from './restore-audio-file.ts';

export interface RestoreOptions {
  /** The folder of backups. */
  readonly folder: string;
  /** The name of a snapshot; default: the newest complete one. */
  readonly snapshot?: string;
  /** Empty, or created. */
  readonly dataDir: string;
  /** Interrupts it; the same restore goes on from there. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds; default: `Date.now`. */
  readonly now?: () => number;
}

/** Observes the progress of a restore. */
export interface RestoreWatch {
  begun(todo: CopiedAudio): void;
  progressed(done: CopiedAudio): void;
}

export interface RestoreReport {
  readonly snapshot: string;
  readonly manifest: BackupManifest;
  /** Recordings whose audio is missing or damaged in the backup: they are restored without it. */
  readonly damaged: readonly { recordingId: string; kind: MediaDamage }[];
}

const CATALOG = 'catalog.db';

/**
 * Restores a data folder from a snapshot, and verifies every checksum. Until all is there, no gateway serves the folder;
 * then, deliveries are held, so that no receiver is told again what it was told before the backup was needed.
 * @throws StartError, CatalogUnusableError or MediaFolderUnusableError: one line that says why it cannot; the signal's
 *   reason when it aborts.
 */
export async function restoreDataFolder(
  { folder, snapshot: wanted, dataDir, signal, now = Date.now }: RestoreOptions,
  watch: RestoreWatch,
): Promise<RestoreReport> {
  const opened = new CloseStack();
  try {
    const backup = opened.own(await BackupFolder.openToRestore(folder));
    const name = wanted ?? (await newestOf(backup));
    const from = await backup.find(name);
    const manifest = await readManifest(from);
    const isContinued = await requireEmpty(dataDir, name);
    opened.own(await DataFolder.open(dataDir));
    // Most of it may be there.
    if (!isContinued) await requireSpace(dataDir, bytesOf(manifest));
    const mark: Restoration = {
      version: 1,
      snapshot: name,
      takenAt: manifest.begunAt,
      restoredAt: new Date(now()).toISOString(),
      ...{ isComplete: false, deliveries: 'held' },
    };
    await writeRestoration(dataDir, mark);
    const job = {
      from,
      manifest,
      dataDir,
      signal,
      kept: BackupMedia.openToRead(backup.mediaFolder),
    };
    const catalog = await restoreCatalog(job);
    const damaged = [...(await restoreLive(job)), ...(await restoreAudio(job, catalog, watch))];
    // Without the lock, a backup may have pruned it meanwhile.
    await backup.find(name);
    // Last: with the catalog in place, everything that it names is there.
    await rename(catalog, join(dataDir, CATALOG));
    await writeRestoration(dataDir, { ...mark, isComplete: true });
    return { snapshot: name, manifest, damaged };
  } catch (error) {
    throw isAbsent(error) ? cannotUseBackup(folder, error) : error;
  } finally {
    await opened.close();
  }
}

interface Job {
  /** The snapshot's folder. */
  readonly from: string;
  readonly manifest: BackupManifest;
  readonly dataDir: string;
  readonly kept: BackupMedia;
  readonly signal: AbortSignal;
}

type Damaged = RestoreReport['damaged'][number];

async function newestOf(backup: BackupFolder): Promise<string> {
  const name = (await backup.snapshots()).at(-1);
  if (name === undefined) throw new StartError(`${backup.path} has no complete snapshot yet`);
  return name;
}

function bytesOf({ catalog, audioBytes, live }: BackupManifest): number {
  const liveBytes = live.map((entry) => (entry.audio === 'none' ? 0 : entry.bytes));
  return liveBytes.reduce((sum, bytes) => sum + bytes, catalog.bytes + audioBytes);
}

/**
 * @returns whether an interrupted restore of the same snapshot has filled it.
 * @throws StartError when something else has.
 */
async function requireEmpty(dataDir: string, snapshot: string): Promise<boolean> {
  const names = await readdir(dataDir).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw new StartError(`cannot restore into ${dataDir}: ${(error as Error).message}`);
  });
  // A new file system has `lost+found`; a restore that could not begin has left the lock.
  if (names.every((name) => name === 'lost+found' || name.startsWith(LOCK_NAME))) return false;
  const earlier = await readRestoration(dataDir);
  if (earlier?.isComplete === false && earlier.snapshot === snapshot) return true;
  throw new StartError(
    earlier?.isComplete === false
      ? `${dataDir} holds a part of the snapshot ${earlier.snapshot}: go on with that one, or empty it`
      : `${dataDir} is not empty: restore into a new folder`,
  );
}

/** @returns the path of the copy, which is not in its place yet. */
async function restoreCatalog({ from, manifest, dataDir, signal }: Job): Promise<string> {
  const path = join(dataDir, `${CATALOG}.restoring`);
  const copy = await copyTo(path, readParts(join(from, CATALOG)), signal);
  if (damageOf(manifest.catalog, copy) !== undefined) {
    throw new StartError(`the catalog in ${from} is damaged: restore another snapshot`);
  }
  return path;
}

async function restoreLive(job: Job): Promise<readonly Damaged[]> {
  const { from, manifest, dataDir, kept, signal } = job;
  const [source, target] = [liveFolderOf(from), liveFolderOf(dataDir)];
  await mkdir(target, { recursive: true, mode: 0o700 });
  const { ledger, config } = manifest;
  if (ledger !== undefined) {
    const copy = await copyTo(ledgerPath(target), readParts(ledgerPath(source)), signal);
    // Without it, only the moment of the interruption and what it cost are unknown.
    if (damageOf(ledger, copy) === undefined) {
      await utimes(ledgerPath(target), new Date(), new Date(ledger.modifiedAt));
    } else await rm(ledgerPath(target));
  }
  if (config !== undefined) {
    const path = join(from, CONFIG_NAME);
    const copy = await copyTo(join(dataDir, CONFIG_NAME), readParts(path), signal);
    if (damageOf(config, copy) !== undefined) throw new StartError(`${path} is damaged`);
  }
  const damaged: Damaged[] = [];
  const media = await FilesMediaStore.open({ folder: join(dataDir, 'media') });
  for (const entry of manifest.live) {
    if (entry.audio === 'none') continue;
    const { recordingId } = entry;
    const kind =
      entry.audio === 'stored'
        ? await restoreAudioFile(media, kept, recordingId, entry, signal)
        : damageOf(entry, await copyLiveFile(source, target, recordingId, signal));
    if (kind !== undefined) damaged.push({ recordingId, kind });
  }
  await syncFolder(target);
  return damaged;
}

async function restoreAudio(
  { manifest, dataDir, kept, signal }: Job,
  catalog: string,
  watch: RestoreWatch,
): Promise<readonly Damaged[]> {
  watch.begun({ files: manifest.recordings, bytes: manifest.audioBytes });
  const media = await FilesMediaStore.open({ folder: join(dataDir, 'media') });
  const { snapshot, close } = await openSnapshotReader({ path: catalog });
  const damaged: Damaged[] = [];
  const done = { files: 0, bytes: 0 };
  try {
    for await (const { id: recordingId, media: expected } of recordingsOf(snapshot.inventory)) {
      if (expected === undefined) continue;
      const kind = await restoreAudioFile(media, kept, recordingId, expected, signal);
      if (kind !== undefined) damaged.push({ recordingId, kind });
      done.files += 1;
      done.bytes += expected.bytes;
      watch.progressed(done);
    }
  } finally {
    await close();
  }
  return damaged;
}

async function copyLiveFile(
  from: string,
  to: string,
  recordingId: string,
  signal: AbortSignal,
): Promise<StoredMedia | undefined> {
  const path = livePath(from, recordingId);
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  return copyTo(livePath(to, recordingId), readParts(path), signal);
}

/** Replaces what an interrupted restore may have left. */
async function copyTo(
  path: string,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<StoredMedia> {
  signal.throwIfAborted();
  await rm(path, { force: true });
  return writeNewFile(path, source);
}
