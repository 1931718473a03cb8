import { liveHeader, liveHeaderBytes } from '../files/live-format.ts';
import { openRegularFile } from '../files/regular-file.ts';
import {
  type FoundFormat,
  findFormat,
  HEADER_PROBE_BYTES,
  type KnownFormat,
} from './find-format.ts';

/** Format and length of a repaired live file. */
export interface RepairedFile extends FoundFormat {
  /** Bytes of audio, whole frames. */
  readonly dataBytes: number;
  readonly durationMs: number;
}

export interface RepairLiveFileOptions {
  /** The format according to the ledger or the recording process: certain. */
  readonly ledger?: KnownFormat;
  /** The requested format. */
  readonly settings?: KnownFormat;
  /** Only examine the file. */
  readonly check?: boolean;
}

/**
 * Makes an interrupted live file a valid WAV: keeps all whole frames that reached the file, also those that its
 * header does not count yet, and also if the header is damaged or differs from the
 * ledger. Idempotent.
 * @returns undefined when there is no such file, or it ends before its audio starts.
 * @throws UnusableFileError when it is not a regular file, or this process may not open it.
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
