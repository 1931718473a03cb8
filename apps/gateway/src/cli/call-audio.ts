import { type FileHandle, open } from 'node:fs/promises';
import {
  AudioFileError,
  Mp3Error,
  type RandomAccess,
  Resampler,
  readAudioFile,
  toMono,
} from '@tricord/audio';
import { AUDIOSOCKET_RATES } from '@tricord/capture/audiosocket';
import { CommandError, cannotRead } from './failure.ts';

/** Audio for AudioSocket: one channel, at one of the protocol's sample rates. */
export interface CallAudio {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly durationMs: number;
}

/**
 * Reads an audio file of any kind that can be imported as one side of a call: its channels are averaged, and an
 * unsupported sample rate is converted to the next higher one.
 * @throws CommandError when the file cannot be read or contains no audio.
 */
export async function readCallAudio(path: string): Promise<CallAudio> {
  const { mono, sampleRateHz: fileRateHz } = await readMono(path);
  if (mono.length === 0) throw new CommandError(`${path} holds no audio`);
  const rates = [...AUDIOSOCKET_RATES].sort((a, b) => a - b);
  const sampleRateHz = rates.find((rate) => rate >= fileRateHz) ?? rates.at(-1) ?? fileRateHz;
  const samples = sampleRateHz === fileRateHz ? mono : convert(mono, fileRateHz, sampleRateHz);
  return { samples, sampleRateHz, durationMs: (mono.length * 1000) / fileRateHz };
}

async function readMono(path: string): Promise<{ mono: Int16Array; sampleRateHz: number }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { sampleRateHz, channels, samples } = await readAudioFile(await randomAccess(file));
    const parts: Int16Array[] = [];
    for await (const part of samples) parts.push(toMono(part, channels));
    return { mono: joined(parts), sampleRateHz };
  } catch (error) {
    if (error instanceof AudioFileError || error instanceof Mp3Error) {
      throw new CommandError(`${path} cannot be played: ${error.message}`, { cause: error });
    }
    throw cannotRead(path, error);
  } finally {
    await file?.close();
  }
}

async function randomAccess(file: FileHandle): Promise<RandomAccess> {
  const { size } = await file.stat();
  return {
    size,
    async read(position, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
      return bytes.subarray(0, bytesRead);
    },
  };
}

function convert(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  const resampler = new Resampler(fromHz, toHz);
  return joined([resampler.process(samples), resampler.flush()]);
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
