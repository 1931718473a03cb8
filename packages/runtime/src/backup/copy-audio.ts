import { statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type AudioInventory, damageOf, isTricordError, type Recording } from '@tricord/core';
import { systemErrorCode } from '@tricord/http-kit';
import type { MediaReader } from '@tricord/storage-files';
import { StartError } from '../start-error.ts';
import type { BackupMedia } from './backup-media.ts';
import type { BackupManifest } from './manifest.ts';

/** Room that is left free for what is not counted. */
const SPARE_BYTES = 16 * 1024 * 1024;
const PAGE = 500;

export interface CopyAudioOptions {
  /** Of the copied catalog. */
  readonly inventory: AudioInventory;
  /** Whether the catalog that is in use has this recording now. */
  readonly isKnown: (recordingId: string) => Promise<boolean>;
  /** Of the data folder. */
  readonly media: MediaReader;
  readonly kept: BackupMedia;
  /** Where it is; for the free space. */
  readonly folder: string;
  readonly paced: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Called once it is known how much is to be copied. */
  readonly onBegun: (todo: CopiedAudio) => void;
  /** Called after each file, with what has been copied so far. */
  readonly onCopied: (done: CopiedAudio) => void;
}

export interface CopiedAudio {
  readonly files: number;
  readonly bytes: number;
}

/** What a backup did with the audio of ended recordings. */
export interface AudioCopy {
  readonly copied: CopiedAudio;
  /** All recordings of the snapshot that hold audio. */
  readonly recordings: number;
  readonly audioBytes: number;
  /** Recordings that were deleted meanwhile. */
  readonly deleted: number;
  readonly damaged: BackupManifest['damaged'];
}

/**
 * Copies the audio of all ended recordings that the backup does not have yet. Audio that differs from what was recorded
 * is not copied, and reported.
 * @throws StartError when there is not enough space.
 */
export async function copyAudio(options: CopyAudioOptions): Promise<AudioCopy> {
  const { inventory, kept, onBegun, onCopied } = options;
  const total = { recordings: 0, audioBytes: 0 };
  const todo = { files: 0, bytes: 0 };
  for await (const { media } of recordingsOf(inventory)) {
    if (media === undefined) continue;
    total.recordings += 1;
    total.audioBytes += media.bytes;
    if (await kept.has(media)) continue;
    todo.files += 1;
    todo.bytes += media.bytes;
  }
  await requireSpace(options.folder, todo.bytes);
  onBegun(todo);
  const copied = { files: 0, bytes: 0 };
  const damaged: BackupManifest['damaged'][number][] = [];
  let deleted = 0;
  for await (const recording of recordingsOf(inventory)) {
    const { id: recordingId, media } = recording;
    if (media === undefined || (await kept.has(media))) continue;
    const kind = await copyOne(options, recordingId, media);
    if (kind === undefined) {
      copied.files += 1;
      copied.bytes += media.bytes;
      onCopied(copied);
    } else if (await options.isKnown(recordingId)) damaged.push({ recordingId, kind });
    else deleted += 1;
  }
  return { copied, ...total, deleted, damaged };
}

/** Every recording that holds audio, page by page. */
export async function* recordingsOf(
  inventory: Pick<AudioInventory, 'page'>,
): AsyncGenerator<Recording> {
  let afterId = '';
  for (;;) {
    const page = await inventory.page({ limit: PAGE, afterId });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    afterId = last.id;
  }
}

/** @returns why it could not be copied. */
async function copyOne(
  { media, kept, paced }: CopyAudioOptions,
  key: string,
  expected: NonNullable<Recording['media']>,
): Promise<BackupManifest['damaged'][number]['kind'] | undefined> {
  try {
    const source = await openOne(media, key);
    if (source === undefined || source === 'unreadable') return source ?? 'missing';
    return damageOf(expected, await kept.add(paced(source), expected));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // A bad sector below one file must not end the backup of all the rest.
    if (code === 'EIO' && syscall === 'read') return 'unreadable';
    throw error;
  }
}

async function openOne(
  media: MediaReader,
  key: string,
): Promise<Readable | 'unreadable' | undefined> {
  try {
    return await media.read(key);
  } catch (error) {
    const code = systemErrorCode(error);
    if (isTricordError(error, 'media-unreadable') || code === 'EACCES' || code === 'EIO')
      return 'unreadable';
    throw error;
  }
}

/** @throws StartError when there is not enough space in a folder. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes + SPARE_BYTES) return;
  const megabytes = (n: number) => `${Math.ceil(n / 1e6)} MB`;
  throw new StartError(
    `not enough space in ${folder}: ${megabytes(bytes + SPARE_BYTES)} needed, ${megabytes(free)} free`,
  );
}
