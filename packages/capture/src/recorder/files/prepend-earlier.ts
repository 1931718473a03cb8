import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  interleave,
  parseWavHeader,
  pcm16FromBytes,
  pcm16ToBytes,
  Resampler,
  toMono,
  type WavInfo,
  wavHeader,
} from '@tricord/audio';
import {
  Digest,
  damageOf,
  type Gap,
  type MediaDamage,
  type MediaStore,
  mediaUnreadable,
  type StoredMedia,
} from '@tricord/core';
import { joinGapMaps } from '../audio/coarsen-gaps.ts';
import type { Captured } from '../audio/recording-output.ts';
import { WHOLE_SUFFIX } from './live-folder.ts';

/** Enough bytes for the header of any WAV that we have stored. */
const HEADER_PROBE_BYTES = 4096;

/** Audio in the store that is to be continued. */
export interface EarlierAudio extends StoredMedia {
  /** In the media store. */
  readonly key: string;
  /** Whether its stereo channels are in the opposite order. */
  readonly swapped: boolean;
  readonly gaps: readonly Gap[];
}

/**
 * Prepends the audio of a stored recording to that of a finished live file, in the live file's
 * format and channel order. The result is a file beside the live file, which stays as it is: if
 * this is interrupted, it can be repeated.
 * @returns path and properties of the combined file.
 * @throws TricordError `media-unreadable` when the earlier audio is missing or damaged in the store.
 */
export async function prependEarlier(
  media: MediaStore,
  earlier: EarlierAudio,
  path: string,
  captured: Captured,
): Promise<{ path: string; captured: Captured }> {
  const info = await readInfo(media, earlier);
  const own = await headerOf(createReadStream(path, { end: HEADER_PROBE_BYTES - 1 }));
  const { sampleRateHz, channels } = captured;
  const frameBytes = 2 * channels;
  const earlierFrames = Math.round(
    (info.dataBytes / (2 * info.channels)) * (sampleRateHz / info.sampleRateHz),
  );
  const newBytes = (await stat(path)).size - own.dataOffset;
  const whole = `${path}${WHOLE_SUFFIX}`;
  await rm(whole, { force: true });
  const digest = new Digest();
  let dataBytes = 0;
  await pipeline(
    async function* () {
      yield wavHeader(own, earlierFrames * frameBytes + newBytes);
      const file = digest.through(await openAll(media, earlier));
      const layout = { ...captured, swapped: earlier.swapped };
      for await (const bytes of convert(without(file, info.dataOffset), info, layout)) {
        dataBytes += bytes.length;
        yield bytes;
      }
      refuse(earlier, damageOf(earlier, digest.result()));
      for await (const bytes of createReadStream(path, { start: own.dataOffset })) {
        dataBytes += bytes.length;
        yield bytes;
      }
    },
    createWriteStream(whole, { flags: 'wx', flush: true, mode: 0o600 }),
  );
  const durationMs = Math.round((dataBytes / frameBytes / sampleRateHz) * 1000);
  const shiftMs = durationMs - captured.durationMs;
  const shifted = captured.gaps.map((gap) => ({ ...gap, offsetMs: gap.offsetMs + shiftMs }));
  const gaps = joinGapMaps(earlier.gaps, shifted);
  return { path: whole, captured: { ...captured, durationMs, gaps } };
}

async function readInfo(media: MediaStore, earlier: EarlierAudio): Promise<WavInfo> {
  const { key, bytes } = earlier;
  refuse(earlier, damageOf(earlier, await media.stat(key)));
  const probe = await media.read(key, { start: 0, end: Math.min(HEADER_PROBE_BYTES, bytes) - 1 });
  try {
    const info = await headerOf(probe);
    // Stored files end with their audio; the probe is shorter.
    return { ...info, dataBytes: bytes - info.dataOffset };
  } catch (cause) {
    throw mediaUnreadable(key, { cause });
  }
}

async function headerOf(stream: Readable | undefined): Promise<WavInfo> {
  return parseWavHeader(Buffer.concat((await stream?.toArray()) ?? []));
}

async function openAll(media: MediaStore, earlier: EarlierAudio): Promise<Readable> {
  const stream = await media.read(earlier.key);
  if (stream === undefined) throw mediaUnreadable(earlier.key, { damage: 'missing' });
  return stream;
}

function refuse({ key }: EarlierAudio, damage: MediaDamage | undefined): void {
  if (damage !== undefined) throw mediaUnreadable(key, { damage });
}

/** The rest of the stream after its first bytes. */
async function* without(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let skip = bytes;
  for await (const chunk of source) {
    if (chunk.length > skip) yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}

/** The requested channels. */
interface Layout {
  readonly channels: 1 | 2;
  /** Whether to swap the two channels. */
  readonly swapped: boolean;
}

/** Converts PCM16 to another rate and channel layout. */
async function* convert(
  source: AsyncIterable<Uint8Array>,
  from: { sampleRateHz: number; channels: number },
  to: Layout & { sampleRateHz: number },
): AsyncGenerator<Uint8Array> {
  const sameChannels = from.channels === to.channels && (from.channels === 1 || !to.swapped);
  const same = from.sampleRateHz === to.sampleRateHz && sameChannels;
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

/** One channel of the requested layout: mono is the mix, and a mono source goes to both sides. */
function pick(samples: Int16Array, channels: number, to: Layout, index: number): Int16Array {
  if (channels === 1 || to.channels === 1) return toMono(samples, channels);
  const channel = to.swapped ? channels - 1 - index : index;
  return samples.filter((_, at) => at % channels === channel);
}

function join([left, right]: readonly Int16Array[]): Uint8Array {
  if (left === undefined) return new Uint8Array(0);
  return pcm16ToBytes(right === undefined ? left : interleave(left, right));
}
