import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import {
  encode,
  Mp3Error,
  readMp3Stream,
  readWavStream,
  SAMPLE_RATES_HZ,
  WAV_HEADER_BYTES,
  WavError,
  wavHeader,
} from '@tricord/audio';
import type { ImportResult, ImportTask } from './import-task.ts';

/** Decoded audio. */
interface Decoded {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly samples: AsyncIterable<Int16Array>;
}

/** The file is audio, but of a form that cannot be stored. */
class UnsuitableError extends Error {}

/** Converts an audio file to a PCM16 WAV file. The format is detected from the file's first bytes. */
export async function importFile({ from, to, maxBytes }: ImportTask): Promise<ImportResult> {
  try {
    const { sampleRateHz, channels, samples } = await decodeFile(from);
    if (channels !== 1 && channels !== 2) {
      throw new UnsuitableError(`Audio of ${channels} channels`);
    }
    if (!(SAMPLE_RATES_HZ as readonly number[]).includes(sampleRateHz)) {
      throw new UnsuitableError(`Audio of ${sampleRateHz} Hz`);
    }
    const bytes = await writeWav(to, { sampleRateHz, channels, samples }, maxBytes);
    return { kind: 'stored', sampleRateHz, channels, frames: bytes / (2 * channels) };
  } catch (error) {
    const fault =
      error instanceof WavError || error instanceof Mp3Error || error instanceof UnsuitableError;
    if (!fault) throw error;
    return { kind: 'unreadable', message: error.message };
  }
}

async function decodeFile(path: string): Promise<Decoded> {
  const { size } = await stat(path);
  if ((await startOf(path)) !== 'RIFF') return readMp3Stream(createReadStream(path));
  const { info, samples } = await readWavStream(createReadStream(path), size);
  return { ...info, samples };
}

async function startOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @returns the number of bytes of audio written. */
async function writeWav(path: string, audio: Decoded, maxBytes: number): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const samples of audio.samples) {
      const piece = encode(samples, 'pcm16');
      if (bytes + piece.length > maxBytes) throw new UnsuitableError('There is too much audio');
      await writeAll(file, piece, WAV_HEADER_BYTES + bytes);
      bytes += piece.length;
    }
    if (bytes === 0) throw new UnsuitableError('There is no audio');
    const { sampleRateHz, channels } = audio;
    await writeAll(file, wavHeader({ encoding: 'pcm16', sampleRateHz, channels }, bytes), 0);
    return bytes;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
