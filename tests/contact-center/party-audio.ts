import { readFile } from 'node:fs/promises';
import { pcm16ToBytes, readWav, wavHeader } from '@tricord/audio';
import { levelAt, randomOf, type SpeechNumber, speech, tone } from '@tricord/testkit';

export const RATE_HZ = 8000;
/** A tone that sounds only while a card number is spoken. Recordings must not contain it. */
const MARKER_HZ = 3500;
const MARKER_AMPLITUDE = 0.4;
const CARD_MS = 2000;
const LAST_MS = 4000;
/** The marker is searched in windows of this length, which overlap by half. */
const WINDOW_MS = 20;

/** The audio of one party before, during and after the card number. */
export interface PartyAudio {
  readonly first: Int16Array;
  readonly card: Int16Array;
  readonly last: Int16Array;
}

export type Part = keyof PartyAudio;

/** Speech that differs for each party: the speech samples, rotated. */
export async function partyAudio(party: number): Promise<PartyAudio> {
  const voice = party % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const);
  const said = concatenate(await sample(voice[0]), await sample(voice[1]));
  const first = rotated((party * 1777) % said.length, said);
  const card = tone({ frequencyHz: MARKER_HZ, durationMs: CARD_MS, amplitude: MARKER_AMPLITUDE });
  return {
    first,
    card: mixed(card, first.subarray(0, card.length)),
    last: rotated(first.length / 2, first).subarray(0, (LAST_MS * RATE_HZ) / 1000),
  };
}

function rotated(place: number, samples: Int16Array): Int16Array {
  return concatenate(samples.subarray(place), samples.subarray(0, place));
}

/** The mix of two signals. */
export function mixed(a: Int16Array, b: Int16Array): Int16Array {
  return a.map((value, i) => Math.max(-32_768, Math.min(32_767, value + (b[i] ?? 0))));
}

export function concatenate(...parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The highest level of the marker, as a fraction of full scale. */
export function maxMarkerLevel(samples: Int16Array): number {
  const window = (RATE_HZ * WINDOW_MS) / 1000;
  let loudest = 0;
  for (let from = 0; from + window <= samples.length; from += window / 2) {
    const level = levelAt(samples.subarray(from, from + window), MARKER_HZ, RATE_HZ);
    loudest = Math.max(loudest, level);
  }
  return loudest;
}

/** White noise of the same length and power, to compare the marker's level with. */
export function noiseLike(samples: Int16Array): Int16Array {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  const random = randomOf(samples.length);
  // The power of a uniform distribution is a third of its limit squared.
  const limit = Math.sqrt(3 * power);
  return samples.map(() => Math.round((2 * random() - 1) * limit));
}

/** A WAV file of the samples. */
export function asWav(samples: Int16Array): Buffer {
  const bytes = pcm16ToBytes(samples);
  const format = { encoding: 'pcm16', sampleRateHz: RATE_HZ, channels: 1 } as const;
  return Buffer.concat([wavHeader(format, bytes.length), bytes]);
}

async function sample(n: SpeechNumber): Promise<Int16Array> {
  const [samples = new Int16Array()] = readWav(await readFile(speech(n))).channels;
  return samples;
}
