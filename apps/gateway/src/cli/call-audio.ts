import { readFile } from 'node:fs/promises';
import { Resampler, readWav, WavError } from '@tricord/audio';
import { AUDIOSOCKET_RATES } from '@tricord/capture/audiosocket';
import { CommandError, cannotRead } from './failure.ts';

/** Audio for AudioSocket: one channel, at one of the protocol's sample rates. */
export interface CallAudio {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly durationMs: number;
}

/**
 * Reads a WAV file as one side of a call: its channels are averaged, and an unsupported sample rate is
 * converted to the next higher one.
 * @throws CommandError when the file cannot be read or contains no audio.
 */
export async function readCallAudio(file: string): Promise<CallAudio> {
  const { format, channels } = await parse(file);
  const mono = average(channels);
  if (mono.length === 0) throw new CommandError(`${file} holds no audio`);
  const rates = [...AUDIOSOCKET_RATES].sort((a, b) => a - b);
  const wanted = format.sampleRateHz;
  const sampleRateHz = rates.find((rate) => rate >= wanted) ?? rates.at(-1) ?? wanted;
  const samples = sampleRateHz === wanted ? mono : convert(mono, wanted, sampleRateHz);
  return { samples, sampleRateHz, durationMs: (mono.length * 1000) / wanted };
}

async function parse(file: string): Promise<ReturnType<typeof readWav>> {
  try {
    return readWav(await readFile(file));
  } catch (error) {
    if (error instanceof WavError) {
      throw new CommandError(`${file} cannot be played: ${error.message}`, { cause: error });
    }
    throw cannotRead(file, error);
  }
}

function average(channels: readonly Int16Array[]): Int16Array {
  const [first, ...rest] = channels;
  if (first === undefined) return new Int16Array(0);
  if (rest.length === 0) return first;
  return first.map((sample, i) => {
    const sum = rest.reduce((total, channel) => total + (channel[i] ?? 0), sample);
    return Math.round(sum / channels.length);
  });
}

function convert(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  const resampler = new Resampler(fromHz, toHz);
  const parts = [resampler.process(samples), resampler.flush()];
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
