import { liveHeader, liveHeaderBytes } from '../files/live-format.ts';
import { openRegularFile } from '../files/regular-file.ts';
import {
  type FoundFormat,
  findFormat,
  HEADER_PROBE_BYTES,
  type KnownFormat,
} from './find-format.ts';

/** What a live file holds. */
export interface RepairedFile extends FoundFormat {
  /** Bytes of audio, whole frames. */
  readonly dataBytes: number;
  readonly durationMs: number;
}

export interface RepairLiveFileOptions {
  /** What the ledger, or the process that recorded it, knows of the format: certain. */
  readonly ledger?: KnownFormat;
  /** What the recording was asked to be. */
  readonly settings?: KnownFormat;
  /** Only look. */
  readonly check?: boolean;
}

/**
 * Makes a live file that was cut short a proper WAV: all whole frames that reached the file count, also those
 * that its header does not speak of yet, and also where the header is damaged or says something else than the
 * ledger. Mending twice changes nothing.
 * @returns undefined when there is no such file, or it ends before its audio begins.
 * @throws UnusableFileError when it is no file, or this process may not open it.
 */
export async function repairLiveFile(
  path: string,
  { ledger = {}, settings = {}, check = false }: RepairLiveFileOptions = {},
): Promise<RepairedFile | undefined> {
  const handle = await openRegularFile(path, check ? 'read' : 'read-write');
  if (handle === undefined) return undefined;
  try {
    const probe = Buffer.alloc(HEADER_PROBE_BYTES);
    const { bytesRead } = await handle.read(probe, 0, probe.length, 0);
    const found = findFormat(probe.subarray(0, bytesRead), ledger, settings);
    const { sampleRateHz, channels } = found;
    const headerBytes = liveHeaderBytes(found);
    const { size } = await handle.stat();
    if (size < headerBytes) return undefined;
    const frameBytes = 2 * channels;
    const frames = Math.floor((size - headerBytes) / frameBytes);
    const dataBytes = frames * frameBytes;
    if (!check) {
      await handle.truncate(headerBytes + dataBytes);
      await handle.write(liveHeader(found, dataBytes), 0);
      await handle.sync();
    }
    const durationMs = Math.round((frames * 1000) / sampleRateHz);
    return { ...found, dataBytes, durationMs };
  } finally {
    await handle.close();
  }
}
