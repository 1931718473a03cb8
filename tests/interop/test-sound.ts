import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pcm16ToBytes, readWav } from '@tricord/audio';
import { type SpeechNumber, speech, tone } from '@tricord/testkit';

/** Sample rates of the lab's raw files. */
export type SoundRate = 8000 | 16_000;

/** A sound for a far end to play, with silence before and after it. */
export interface TestSound {
  /** Unique among all sounds. */
  readonly name: string;
  readonly sampleRateHz: SoundRate;
  /** The samples to find in the recording. */
  readonly samples: Int16Array;
}

/** Silence before the sound, in which the recording starts. */
export const LEAD_MS = 1000;
/** Silence after the sound. */
export const TAIL_MS = 300;

/** Half a second of a tone in each second; starts and ends with the tone. */
export function beeps(frequencyHz: number, count: number, sampleRateHz: SoundRate): TestSound {
  const beep = tone({ frequencyHz, durationMs: 500, sampleRateHz, amplitude: 0.4 });
  const samples = new Int16Array((2 * count - 1) * beep.length);
  for (let i = 0; i < count; i += 1) samples.set(beep, 2 * i * beep.length);
  return { name: `beeps-of-${frequencyHz}-${sampleRateHz}`, sampleRateHz, samples };
}

export function steadyTone(frequencyHz: number, durationMs: number): TestSound {
  const samples = tone({ frequencyHz, durationMs, amplitude: 0.4 });
  return { name: `steady-${frequencyHz}`, sampleRateHz: 8000, samples };
}

export function silence(durationMs: number): TestSound {
  const samples = new Int16Array(8 * durationMs);
  return { name: 'silence', sampleRateHz: 8000, samples };
}

export async function sampleSpeech(n: SpeechNumber): Promise<TestSound> {
  const { channels, format } = readWav(await readFile(speech(n)));
  const [samples = new Int16Array()] = channels;
  const sampleRateHz = format.sampleRateHz === 16_000 ? 16_000 : 8000;
  return { name: `speech-${n}`, sampleRateHz, samples };
}

/** Writes a sound as a raw file, which Asterisk plays sample for sample; returns its path. */
export async function writeSound(folder: string, sound: TestSound): Promise<string> {
  const { name, sampleRateHz, samples } = sound;
  const silence = (ms: number) => new Uint8Array(2 * ((ms * sampleRateHz) / 1000));
  const path = join(folder, `${name}${sampleRateHz === 16_000 ? '.sln16' : '.sln'}`);
  await writeFile(path, Buffer.concat([silence(LEAD_MS), pcm16ToBytes(samples), silence(TAIL_MS)]));
  return path;
}
