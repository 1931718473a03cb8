import { Mp3Error } from './mp3-error.ts';
import { id3Bytes, MP3_HEADER_BYTES, type Mp3Frame, mp3FrameAt } from './mp3-frame.ts';

/** Consecutive whole frames. */
export interface Mp3Batch {
  /** The format of every frame. */
  readonly format: Mp3Frame;
  readonly bytes: Uint8Array;
}

/** Size of a batch: at a low bit rate it decodes to a few MB. */
const BATCH_BYTES = 32 * 1024;
/** The most junk that is skipped before the first frame, after a tag, and between frames of a cut file. */
const MAX_JUNK_BYTES = 64 * 1024;

/**
 * Yields the frames of an MP3 in batches, without tags and junk between frames. Yields nothing if it is not an MP3:
 * that takes two consecutive frames of the same rate, or one that fills the rest.
 * @throws Mp3Error when the rate or the channels change.
 */
export async function* mp3Batches(source: AsyncIterable<Uint8Array>): AsyncGenerator<Mp3Batch> {
  let format: Mp3Frame | undefined;
  let junk = 0;
  let [skip, begun, held]: [number, boolean, Uint8Array] = [0, false, new Uint8Array(0)];
  for await (const { piece, last } of withLast(source)) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    if (!begun && held.length < 10 && !last) continue;
    if (!begun) skip = id3Bytes(held);
    begun = true;
    let at = Math.min(skip, held.length);
    skip -= at;
    while (skip === 0 && (last || held.length - at >= BATCH_BYTES * 2)) {
      const from = nextFrame(held, at, format, last);
      junk += (from ?? held.length) - at;
      if (from === undefined) at = held.length;
      if (format === undefined && junk > MAX_JUNK_BYTES) return;
      if (from === undefined) break;
      const batch = batchAt(held, from, format);
      format ??= batch.format;
      at = from + batch.bytes.length;
      yield batch;
    }
    held = held.subarray(at);
  }
}

/** Position of the next frame that another one follows. */
function nextFrame(
  bytes: Uint8Array,
  start: number,
  like: Mp3Frame | undefined,
  last: boolean,
): number | undefined {
  for (let at = start; at + MP3_HEADER_BYTES <= bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const frame = mp3FrameAt(bytes, at);
    if (frame === undefined || !fits(frame, like)) continue;
    const after = at + frame.bytes;
    if (after > bytes.length) continue;
    const next = mp3FrameAt(bytes, after);
    const followed = next !== undefined && fits(next, frame);
    if (followed || (last && after === bytes.length)) return at;
  }
  return undefined;
}

function fits({ sampleRateHz, channels }: Mp3Frame, like: Mp3Frame | undefined): boolean {
  return like === undefined || (like.sampleRateHz === sampleRateHz && like.channels === channels);
}

/** The consecutive frames from a position on. */
function batchAt(bytes: Uint8Array, from: number, like: Mp3Frame | undefined): Mp3Batch {
  let [at, format] = [from, like];
  while (at - from < BATCH_BYTES) {
    const frame = mp3FrameAt(bytes, at);
    if (frame === undefined || at + frame.bytes > bytes.length) break;
    format ??= frame;
    if (frame.sampleRateHz !== format.sampleRateHz)
      throw new Mp3Error('MP3 changes its sample rate');
    if (frame.channels !== format.channels) throw new Mp3Error('MP3 changes its channels');
    at += frame.bytes;
  }
  if (format === undefined) throw new Mp3Error('Not an MP3');
  return { format, bytes: bytes.subarray(from, at) };
}

async function* withLast(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ piece: Uint8Array; last: boolean }> {
  let before: Uint8Array | undefined;
  for await (const piece of source) {
    if (before !== undefined) yield { piece: before, last: false };
    before = piece;
  }
  yield { piece: before ?? new Uint8Array(0), last: true };
}
