import { open } from 'node:fs/promises';
import { parseWavHeader, WAV_HEADER_BYTES, WavError, wavHeader } from '@tricord/audio';

/** What a live file holds. */
export interface MendedFile {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** Bytes of audio, whole frames. */
  readonly dataBytes: number;
  readonly durationMs: number;
}

/**
 * Makes a live file that was cut short a proper WAV: all whole frames that reached the file count,
 * also those that its header does not speak of yet. Mending twice changes nothing.
 * @param write false: only look.
 * @returns undefined when there is no such file, it ends before its audio begins, or its header is not ours.
 */
export async function mendLiveFile(path: string, write = true): Promise<MendedFile | undefined> {
  const handle = await open(path, write ? 'r+' : 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const header = Buffer.alloc(WAV_HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, header.length, 0);
    if (bytesRead < header.length) return undefined;
    const format = formatOf(header);
    if (format === undefined) return undefined;
    const { sampleRateHz, channels } = format;
    const { size } = await handle.stat();
    const frameBytes = 2 * channels;
    const frames = Math.floor((size - WAV_HEADER_BYTES) / frameBytes);
    const dataBytes = frames * frameBytes;
    if (write) {
      await handle.truncate(WAV_HEADER_BYTES + dataBytes);
      await handle.write(wavHeader({ encoding: 'pcm16', sampleRateHz, channels }, dataBytes), 0);
      await handle.sync();
    }
    const durationMs = Math.round((frames * 1000) / sampleRateHz);
    return { sampleRateHz, channels, dataBytes, durationMs };
  } finally {
    await handle.close();
  }
}

/** A power cut may leave a file whose first block was never written. */
function formatOf(header: Buffer): { sampleRateHz: number; channels: 1 | 2 } | undefined {
  try {
    const { sampleRateHz, channels } = parseWavHeader(header);
    return channels === 1 || channels === 2 ? { sampleRateHz, channels } : undefined;
  } catch (error) {
    if (error instanceof WavError) return undefined;
    throw error;
  }
}
