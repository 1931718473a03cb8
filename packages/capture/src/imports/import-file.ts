import { type FileHandle, open } from 'node:fs/promises';
import {
  AudioFileError,
  type AudioFileStream,
  encode,
  Mp3Error,
  type RandomAccess,
  readAudioFile,
  SAMPLE_RATES_HZ,
  WAV_HEADER_BYTES,
  wavHeader,
} from '@tricord/audio';
import type { ImportResult, ImportTask } from './import-task.ts';

/** The file is audio, but of a form that cannot be stored. */
class UnsuitableError extends Error {}

/** Converts an audio file to a PCM16 WAV file. Its content decides about its format. */
export async function importFile({ from, to, maxBytes }: ImportTask): Promise<ImportResult> {
  const file = await open(from);
  try {
    const { sampleRateHz, channels, samples } = await readAudioFile(await randomAccess(file));
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
      error instanceof AudioFileError ||
      error instanceof Mp3Error ||
      error instanceof UnsuitableError;
    if (!fault) throw error;
    return { kind: 'unreadable', message: error.message };
  } finally {
    await file.close();
  }
}

async function randomAccess(file: FileHandle): Promise<RandomAccess> {
  const { size } = await file.stat();
  return {
    size,
    async read(position, length) {
      const wanted = Math.max(0, Math.min(length, size - position));
      const bytes = Buffer.alloc(wanted);
      let done = 0;
      while (done < wanted) {
        const { bytesRead } = await file.read(bytes, done, wanted - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
  };
}

/** @returns the number of bytes of audio written. */
async function writeWav(path: string, audio: AudioFileStream, maxBytes: number): Promise<number> {
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
