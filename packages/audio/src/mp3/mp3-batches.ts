import { Mp3Error } from './mp3-error.ts';
import { id3Bytes, MP3_HEADER_BYTES, type Mp3Frame, mp3FrameAt } from './mp3-frame.ts';

/** Whole frames, one after the other. */
export interface Mp3Batch {
  /** Of every frame. */
  readonly format: Mp3Frame;
  readonly bytes: Uint8Array;
}

/** Frames that are handed on together: a low bit rate decodes to some MB. */
const BATCH_BYTES = 32 * 1024;
/** What may stand before the first frame besides a tag; also between frames, where somebody cut. */
const MAX_JUNK_BYTES = 64 * 1024;

/**
 * The frames of an MP3 in batches, without tags and what else stands between frames. Ends without one when
 * there is no MP3: two frames of the same rate that follow each other, or one that fills the rest.
 * @throws Mp3Error when the rate or the channels change on the way.
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

/** Where the next frame begins that another one follows. */
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

/** The frames that follow each other from one on. */
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
