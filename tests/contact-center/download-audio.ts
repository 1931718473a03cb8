import { readWav } from '@tricord/audio';
import { correlate } from '@tricord/testkit';
import { MPEGDecoder } from 'mpg123-decoder';
import type { ContactCenter } from './contact-center.ts';
import { RATE_HZ } from './party-audio.ts';

/** A recording's audio in both formats that Imagicle's API serves. */
export interface DownloadedAudio {
  readonly wav: Int16Array;
  readonly mp3: Int16Array;
}

/** Downloads a recording as WAV and MP3. @throws Error if the response has another status, type or rate. */
export async function downloadAudio(
  center: ContactCenter,
  username: string,
  id: string,
): Promise<DownloadedAudio> {
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

/** The lowest correlation of two signals around the given positions, with a lag of up to 20 ms. */
export function similarity(a: Int16Array, b: Int16Array, places: readonly number[]): number {
  const maxLag = RATE_HZ / 50;
  const around = (samples: Int16Array, place: number) =>
    samples.subarray(place - RATE_HZ / 2, place + RATE_HZ / 2);
  return Math.min(
    ...places.map((place) => correlate(around(a, place), around(b, place), { maxLag }).value),
  );
}
