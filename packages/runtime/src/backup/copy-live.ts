import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerPath, livePath } from '@tricord/capture';
import type { StoredMedia } from '@tricord/core';
import { type MediaReader, writeNewFile } from '@tricord/storage-files';
import type { CatalogSnapshot } from '@tricord/storage-sqlite';
import type { BackupMedia } from './backup-media.ts';
import { isAbsent } from './is-absent.ts';
import type { BackupManifest } from './manifest.ts';
import { oneChunk } from './one-chunk.ts';

export interface CopyLiveOptions {
  readonly snapshot: Pick<CatalogSnapshot, 'unfinished'>;
  /** Of the data folder. */
  readonly media: MediaReader;
  /** Folder of the live files. */
  readonly from: string;
  /** A folder of the snapshot. */
  readonly to: string;
  readonly kept: BackupMedia;
  readonly paced: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

type Copied = Pick<BackupManifest, 'live'> & { readonly ledger: BackupManifest['ledger'] };

/**
 * Copies what has been written of live recordings. A restored gateway finishes them as it does after a crash: each is
 * whole up to the backup.
 */
export async function copyLive(options: CopyLiveOptions): Promise<Copied> {
  const { snapshot, from, to } = options;
  // First: what it says has been received is then at most a moment ahead of what the files hold.
  const ledger = await copyLedger(from, to);
  const live: BackupManifest['live'][number][] = [];
  for (const { id } of snapshot.unfinished()) live.push(await copyRecording(options, id));
  return { live, ledger };
}

async function copyRecording(
  { media, from, to, kept, paced }: CopyLiveOptions,
  recordingId: string,
): Promise<BackupManifest['live'][number]> {
  const file = await openIfExists(livePath(from, recordingId));
  if (file !== undefined) {
    try {
      const source = paced(file.createReadStream({ autoClose: false }));
      const copy = await writeNewFile(livePath(to, recordingId), source);
      return { recordingId, audio: 'live', ...copy };
    } finally {
      await file.close();
    }
  }
  // It ended after the catalog was copied: it is in the store, unless it was discarded.
  const stored = await media.read(recordingId);
  if (stored === undefined) return { recordingId, audio: 'none' };
  return { recordingId, audio: 'stored', ...(await kept.add(paced(stored))) };
}

async function copyLedger(from: string, to: string): Promise<BackupManifest['ledger']> {
  const file = await openIfExists(ledgerPath(from));
  if (file === undefined) return undefined;
  try {
    const { mtimeMs } = await file.stat();
    const content = await readStable(file);
    const copy: StoredMedia = await writeNewFile(ledgerPath(to), oneChunk(content));
    return { ...copy, modifiedAt: mtimeMs };
  } finally {
    await file.close();
  }
}

/** It is overwritten ten times a second: two equal reads in a row were not torn by a write. */
async function readStable(file: FileHandle): Promise<Buffer> {
  let content = await readAll(file);
  for (let tries = 0; tries < 5; tries += 1) {
    const again = await readAll(file);
    if (again.equals(content)) break;
    content = again;
  }
  return content;
}

async function readAll(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

/** Never waits for a pipe, and follows no link. Something else in its place is left alone, as a repair would. */
async function openIfExists(path: string): Promise<FileHandle | undefined> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
  } catch (error) {
    if (isAbsent(error) || isNoFile(error)) return undefined;
    throw error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

function isNoFile(error: unknown): boolean {
  return ['ELOOP', 'ENXIO', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Path of the live files in a data folder or a snapshot. */
export function liveFolderOf(folder: string): string {
  return join(folder, 'live');
}
