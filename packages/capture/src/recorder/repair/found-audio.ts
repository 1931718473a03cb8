import { Digest, type MediaStore, type Recording, type StoredMedia } from '@tricord/core';
import { liveHeaderBytes } from '../files/live-format.ts';
import { UnusableFileError } from '../files/regular-file.ts';
import {
  type FoundFormat,
  findFormat,
  HEADER_PROBE_BYTES,
  type KnownFormat,
} from './find-format.ts';
import type { LedgerEntry } from './ledger-format.ts';
import { type RepairLiveFileOptions, repairLiveFile } from './repair-live-file.ts';

/** A recording's remaining audio after a crash. */
export interface FoundAudio extends FoundFormat {
  readonly durationMs: number;
  /** Set if the audio was already in the store. */
  readonly stored?: StoredMedia;
}

/** The result of a search for audio. */
export interface AudioSearch {
  readonly audio?: FoundAudio;
  /** Why the live file cannot be used, in words. */
  readonly trouble?: string;
}

/**
 * Looks for a recording's audio in its live file, else in the store: the crash may have come after the file was
 * moved to the store, before the catalog was updated.
 */
export async function findAudio(
  media: Pick<MediaStore, 'read'>,
  path: string,
  recording: Recording,
  { entry, check }: { readonly entry: LedgerEntry | undefined; readonly check: boolean },
): Promise<AudioSearch> {
  const known = { ledger: entry ?? {}, settings: settingsOf(recording) };
  try {
    const file = await repairLiveFile(path, { ...known, check });
    if (file !== undefined) return { audio: file };
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    const stored = await findStored(media, recording.id, known);
    return stored === undefined ? { trouble: error.message } : { audio: stored };
  }
  const stored = await findStored(media, recording.id, known);
  return stored === undefined ? {} : { audio: stored };
}

/** A retroactively recorded call has its own rate, not the requested one. */
function settingsOf({ settings }: Recording): KnownFormat {
  const { channels, stereo, sampleRateHz, wholeCall } = settings;
  return { channels, stereo, ...(wholeCall ? {} : { sampleRateHz }) };
}

async function findStored(
  media: Pick<MediaStore, 'read'>,
  id: string,
  { ledger = {}, settings = {} }: Pick<RepairLiveFileOptions, 'ledger' | 'settings'>,
): Promise<FoundAudio | undefined> {
  const stream = await media.read(id);
  if (stream === undefined) return undefined;
  const digest = new Digest();
  let head = Buffer.alloc(0);
  for await (const chunk of digest.through(stream)) {
    if (head.length < HEADER_PROBE_BYTES) head = Buffer.concat([head, chunk.subarray(0, 4096)]);
  }
  const format = findFormat(head, ledger, settings);
  const stored = digest.result();
  const frames = Math.max(0, stored.bytes - liveHeaderBytes(format)) / (2 * format.channels);
  const durationMs = Math.round((frames * 1000) / format.sampleRateHz);
  return { ...format, durationMs, stored };
}
