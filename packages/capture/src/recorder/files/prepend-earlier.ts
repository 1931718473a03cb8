import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  interleave,
  parseWavHeader,
  pcm16FromBytes,
  pcm16ToBytes,
  Resampler,
  toMono,
  WAV_HEADER_BYTES,
  type WavInfo,
  wavHeader,
} from '@tricord/audio';
import { type MediaStore, TricordError } from '@tricord/core';
import type { Captured } from '../audio/recording-output.ts';

/** Ending of the file that holds the earlier audio and the new. */
export const WHOLE_SUFFIX = '.whole';

/** Bytes that hold the header of any WAV that we have stored. */
const HEADER_PROBE_BYTES = 4096;

/**
 * Puts the audio of a stored recording before that of a finished live file, in the live file's
 * format. The result is a file beside the live file, which stays as it is: if this breaks off, it
 * can be done again.
 * @returns where the whole is, and what it is.
 * @throws TricordError `media-unreadable` when the store does not have the earlier one.
 */
export async function prependEarlier(
  media: MediaStore,
  earlierKey: string,
  path: string,
  captured: Captured,
): Promise<{ path: string; captured: Captured }> {
  const info = await readInfo(media, earlierKey);
  const { sampleRateHz, channels } = captured;
  const frameBytes = 2 * channels;
  const earlierFrames = Math.round(
    (info.dataBytes / (2 * info.channels)) * (sampleRateHz / info.sampleRateHz),
  );
  const newBytes = (await stat(path)).size - WAV_HEADER_BYTES;
  const whole = `${path}${WHOLE_SUFFIX}`;
  let dataBytes = 0;
  await pipeline(
    async function* () {
      yield wavHeader(
        { encoding: 'pcm16', sampleRateHz, channels },
        earlierFrames * frameBytes + newBytes,
      );
      for await (const bytes of convert(await openData(media, earlierKey, info), info, captured)) {
        dataBytes += bytes.length;
        yield bytes;
      }
      for await (const bytes of createReadStream(path, { start: WAV_HEADER_BYTES })) {
        dataBytes += bytes.length;
        yield bytes;
      }
    },
    createWriteStream(whole, { flush: true, mode: 0o600 }),
  );
  const durationMs = Math.round((dataBytes / frameBytes / sampleRateHz) * 1000);
  const shiftMs = durationMs - captured.durationMs;
  const gaps = captured.gaps.map((gap) => ({ ...gap, offsetMs: gap.offsetMs + shiftMs }));
  return { path: whole, captured: { ...captured, durationMs, gaps } };
}

async function readInfo(media: MediaStore, key: string): Promise<WavInfo> {
  const known = await media.stat(key);
  const bytes = known?.bytes ?? 0;
  const probe = { start: 0, end: Math.min(HEADER_PROBE_BYTES, bytes) - 1 };
  const stream = known && (await media.read(key, probe));
  if (stream === undefined) {
    throw new TricordError('media-unreadable', `The audio of recording ${key} is missing`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  const info = parseWavHeader(Buffer.concat(chunks));
  // What we store ends with its audio; the probe does not.
  return { ...info, dataBytes: bytes - info.dataOffset };
}

async function openData(media: MediaStore, key: string, info: WavInfo): Promise<Readable> {
  const start = info.dataOffset;
  if (info.dataBytes === 0) return Readable.from([]);
  const stream = await media.read(key, { start, end: start + info.dataBytes - 1 });
  if (stream === undefined) {
    throw new TricordError('media-unreadable', `The audio of recording ${key} is missing`);
  }
  return stream;
}

/** PCM16 of one rate and number of channels as PCM16 of another. */
async function* convert(
  source: AsyncIterable<Uint8Array>,
  from: { sampleRateHz: number; channels: number },
  to: { sampleRateHz: number; channels: 1 | 2 },
): AsyncGenerator<Uint8Array> {
  const same = from.sampleRateHz === to.sampleRateHz && from.channels === to.channels;
  const tracks = Array.from(
    { length: to.channels },
    () => new Resampler(from.sampleRateHz, to.sampleRateHz),
  );
  const frameBytes = 2 * from.channels;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % frameBytes);
    rest = bytes.subarray(whole);
    if (whole === 0) continue;
    if (same) {
      yield bytes.subarray(0, whole);
      continue;
    }
    const samples = pcm16FromBytes(bytes.subarray(0, whole));
    yield join(
      tracks.map((resampler, index) => resampler.process(pick(samples, from.channels, to, index))),
    );
  }
  if (!same) yield join(tracks.map((resampler) => resampler.flush()));
}

/** One channel of the wanted layout: mono is the mix, and a mono source sounds on both sides. */
function pick(
  samples: Int16Array,
  channels: number,
  to: { channels: 1 | 2 },
  index: number,
): Int16Array {
  if (channels === 1 || to.channels === 1) return toMono(samples, channels);
  return samples.filter((_, at) => at % channels === index);
}

function join([left, right]: readonly Int16Array[]): Uint8Array {
  if (left === undefined) return new Uint8Array(0);
  return pcm16ToBytes(right === undefined ? left : interleave(left, right));
}
