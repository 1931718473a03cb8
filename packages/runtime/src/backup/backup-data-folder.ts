import { mkdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { digestOf } from '@tricord/core';
import { FilesMediaStore, syncFolder } from '@tricord/storage-files';
import { type CatalogSnapshot, copyCatalog, openSnapshotReader } from '@tricord/storage-sqlite';
import { CloseStack } from '../close-stack.ts';
import type { Config } from '../config/config-form.ts';
import { StartError } from '../start-error.ts';
import { writeAudioList } from './audio-list.ts';
import { BackupFolder } from './backup-folder.ts';
import { BackupMedia } from './backup-media.ts';
import { cannotUseBackup } from './cannot-use-backup.ts';
import { type AudioCopy, type CopiedAudio, copyAudio, requireSpace } from './copy-audio.ts';
import { copyConfig } from './copy-config.ts';
import { copyLive, liveFolderOf } from './copy-live.ts';
import { type BackupManifest, writeManifest } from './manifest.ts';
import { Pace } from './pace.ts';
import { type Pruned, pruneSnapshots } from './prune-snapshots.ts';
import { readParts } from './read-parts.ts';

export interface BackupOptions {
  /** The folder of backups; created if missing. */
  readonly folder: string;
  /** How many snapshots to keep; undefined: all. At least 1. */
  readonly keep?: number;
  readonly maxBytesPerSecond: number;
  /** Interrupts it; what has been copied stays for the next one. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds; default: `Date.now`. */
  readonly now?: () => number;
}

/** Observes the progress of a backup. */
export interface BackupWatch {
  /** Called once it is known how much audio is to be copied; again when recordings were deleted meanwhile. */
  begun(todo: CopiedAudio): void;
  progressed(done: CopiedAudio): void;
}

export interface BackupReport {
  /** The name of the snapshot. */
  readonly snapshot: string;
  readonly manifest: BackupManifest;
  /** What was copied; the rest was in the backup before. */
  readonly copied: CopiedAudio;
  /** Whether earlier backups had been interrupted. */
  readonly continued: boolean;
  readonly pruned: Pruned;
}

/**
 * How often the catalog is copied again because recordings were deleted after it had been. What was copied before
 * need not be copied again, so that each time takes much less than the one before.
 */
const MAX_PASSES = 5;

/**
 * Adds a snapshot of a data folder to a folder of backups, whether or not a process uses the data folder. Only audio
 * that no earlier snapshot has is copied. If it is interrupted at any point, the snapshot is incomplete, and the next
 * backup goes on from there.
 * @throws StartError or CatalogUnusableError: one line that says why it cannot; the signal's reason when it aborts.
 */
export async function backupDataFolder(
  { dataDir }: Pick<Config, 'dataDir'>,
  { folder, keep, maxBytesPerSecond, signal, now = Date.now }: BackupOptions,
  watch: BackupWatch,
): Promise<BackupReport> {
  await requireApart(dataDir, folder);
  await requireCatalog(dataDir);
  const opened = new CloseStack();
  try {
    const backup = opened.own(await BackupFolder.open(folder));
    const kept = await BackupMedia.open(backup.mediaFolder);
    const interrupted = await backup.incomplete();
    for (const name of interrupted) await backup.delete(name);
    const begunAt = now();
    const name = await backup.begin(begunAt);
    const job: Job = {
      ...{ dataDir, kept, signal, watch },
      folder: backup.path,
      to: backup.incompletePathOf(name),
      pace: new Pace(maxBytesPerSecond),
    };
    const { parts, copied } = await copyAll(job);
    await kept.sync();
    const manifest: BackupManifest = {
      version: 1,
      begunAt: new Date(begunAt).toISOString(),
      completedAt: new Date(now()).toISOString(),
      ...parts,
    };
    await writeManifest(job.to, manifest);
    await backup.complete(name);
    const pruned = await pruneSnapshots(backup, kept, keep);
    return { snapshot: name, manifest, copied, continued: interrupted.length > 0, pruned };
  } catch (error) {
    throw cannotUseBackup(folder, error);
  } finally {
    await opened.close();
  }
}

interface Job {
  readonly dataDir: string;
  /** The backup's folder. */
  readonly folder: string;
  /** The snapshot's folder. */
  readonly to: string;
  readonly kept: BackupMedia;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly watch: BackupWatch;
}

type Parts = Omit<BackupManifest, 'version' | 'begunAt' | 'completedAt'>;

/** Copies until the audio of every recording in the copied catalog is there. */
async function copyAll(job: Job): Promise<{ parts: Parts; copied: CopiedAudio }> {
  const copied = { files: 0, bytes: 0 };
  let deletedMeanwhile = 0;
  for (let pass = 1; ; pass += 1) {
    const { parts, audio, isStale } = await copyOnce(job);
    copied.files += audio.copied.files;
    copied.bytes += audio.copied.bytes;
    deletedMeanwhile += audio.deleted;
    if (!isStale || pass === MAX_PASSES) {
      return { parts: { ...parts, deletedMeanwhile }, copied };
    }
  }
}

interface Pass {
  readonly parts: Omit<Parts, 'deletedMeanwhile'>;
  readonly audio: AudioCopy;
  /** Whether the copied catalog names recordings that have been deleted or discarded since. */
  readonly isStale: boolean;
}

async function copyOnce(job: Job): Promise<Pass> {
  const { dataDir, to, kept, pace, signal, watch } = job;
  const paced = (source: AsyncIterable<Uint8Array>) => pace.through(source, signal);
  const opened = new CloseStack();
  try {
    const source = join(dataDir, 'catalog.db');
    const { snapshot: current, close } = await openSnapshotReader({ path: source });
    opened.own({ close });
    const path = await copyCatalogTo(job, source);
    const { snapshot } = opened.own(await openSnapshotReader({ path }));
    const media = await FilesMediaStore.openToRead({ folder: join(dataDir, 'media') });
    await rm(liveFolderOf(to), { recursive: true, force: true });
    await mkdir(liveFolderOf(to), { mode: 0o700 });
    const { live, ledger } = await copyLive({
      ...{ snapshot, media, kept, paced },
      ...{ from: liveFolderOf(dataDir), to: liveFolderOf(to) },
    });
    await syncFolder(liveFolderOf(to));
    const audio = await copyAudio({
      ...{ inventory: snapshot.inventory, media, kept, paced, folder: job.folder },
      isKnown: async (id) => (await current.inventory.known([id])).has(id),
      onBegun: (todo) => watch.begun(todo),
      onCopied: (done) => watch.progressed(done),
    });
    const { recordings, audioBytes, damaged } = audio;
    const audioList = await writeAudioList(to, snapshot, live);
    const config = await copyConfig(dataDir, to);
    const catalog = await digestOf(paced(readParts(path)));
    const parts = {
      ...{ catalog, recordings, audioBytes, audioList, live, damaged },
      audit: [...snapshot.auditHeads()],
      ...(ledger === undefined ? {} : { ledger }),
      ...(config === undefined ? {} : { config }),
    };
    const isStale = audio.deleted > 0 || hasDiscarded(live, current);
    return { parts, audio, isStale };
  } finally {
    await opened.close();
  }
}

/** Whether a recording was live, but is neither that any more, nor has any audio. */
function hasDiscarded(
  live: BackupManifest['live'],
  current: Pick<CatalogSnapshot, 'unfinished'>,
): boolean {
  const silent = live.filter(({ audio }) => audio === 'none');
  if (silent.length === 0) return false;
  const ids = new Set(current.unfinished().map(({ id }) => id));
  return silent.some(({ recordingId }) => !ids.has(recordingId));
}

/** @returns the path of the copy. */
async function copyCatalogTo({ folder, to, pace, signal }: Job, from: string): Promise<string> {
  const path = join(to, 'catalog.db');
  await rm(path, { force: true });
  await requireSpace(folder, (await stat(from)).size);
  await copyCatalog({
    ...{ from, to: path },
    pace: (bytes) => {
      signal.throwIfAborted();
      return pace.spend(bytes);
    },
  });
  return path;
}

async function requireCatalog(dataDir: string): Promise<void> {
  await stat(join(dataDir, 'catalog.db')).catch((error: unknown) => {
    throw new StartError(`there is no catalog in the data folder ${dataDir}`, { cause: error });
  });
}

/** @throws StartError when one folder is in the other, by whatever links. */
async function requireApart(dataDir: string, folder: string): Promise<void> {
  const [data, backup] = await Promise.all([realPathOf(dataDir), realPathOf(folder)]);
  const inside = (a: string, b: string) => {
    const way = relative(a, b);
    return way === '' || !(way.startsWith('..') || way.startsWith('/'));
  };
  if (!inside(data, backup) && !inside(backup, data)) return;
  throw new StartError(`the backup ${folder} and the data folder ${dataDir} must be apart`);
}

/** The path without links, as far as it can be followed: its end need not exist yet. */
async function realPathOf(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(await realPathOf(parent), basename(whole));
  }
}
