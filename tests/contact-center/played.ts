import { readWav } from '@tricord/audio';
import { correlate } from '@tricord/testkit';
import { MPEGDecoder } from 'mpg123-decoder';
import type { ContactCenter } from './contact-center.ts';
import { RATE_HZ } from './spoken.ts';

/** A recording as who plays it hears it. */
export interface Played {
  readonly wav: Int16Array;
  readonly mp3: Int16Array;
}

/** Downloads a recording both ways. @throws Error when it is not what was asked for. */
export async function play(center: ContactCenter, username: string, id: string): Promise<Played> {
  const wav = await center.media(username, id, 'audio/wav');
  const mp3 = await center.media(username, id);
  const got = [wav.status, wav.contentType, mp3.status, mp3.contentType];
  if (`${got}` !== '200,audio/wav,200,audio/mpeg') throw new Error(`${id}: ${got}`);
  const { channels, format } = readWav(wav.bytes);
  if (format.sampleRateHz !== RATE_HZ) throw new Error(`${id}: ${format.sampleRateHz} Hz`);
  return { wav: channels[0] ?? new Int16Array(), mp3: await decode(mp3.bytes) };
}

async function decode(mp3: Buffer): Promise<Int16Array> {
  const decoder = new MPEGDecoder();
  try {
    await decoder.ready;
    const [channel = new Float32Array()] = decoder.decode(mp3).channelData;
    return Int16Array.from(channel, (value) => value * 32_767);
  } finally {
    decoder.free();
  }
}

/** How alike two sounds are at some places, where each may be up to 20 ms earlier or later: the least of all. */
export function likeness(a: Int16Array, b: Int16Array, places: readonly number[]): number {
  const maxLag = RATE_HZ / 50;
  const around = (samples: Int16Array, place: number) =>
    samples.subarray(place - RATE_HZ / 2, place + RATE_HZ / 2);
  return Math.min(
    ...places.map((place) => correlate(around(a, place), around(b, place), { maxLag }).value),
  );
}
