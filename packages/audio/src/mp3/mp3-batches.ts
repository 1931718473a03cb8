import { Mp3Error } from './mp3-error.ts';
import { type Mp3Frame, mp3FrameAt } from './mp3-frame.ts';
import { tagBytes } from './tag-bytes.ts';

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
/** More than a frame can have. */
const MAX_FRAME_BYTES = 4096;

/**
 * Yields the frames of an MP3 in batches, without the tags and junk before, between and behind them. Yields nothing if
 * it is not an MP3: that takes two consecutive frames of the same rate, or one that fills the rest.
 * @throws Mp3Error when the rate or the channels change.
 */
export async function* mp3Batches(source: AsyncIterable<Uint8Array>): AsyncGenerator<Mp3Batch> {
  let format: Mp3Frame | undefined;
  let [junk, skip, held]: [number, number, Uint8Array] = [0, 0, new Uint8Array(0)];
  for await (const { piece, last } of withLast(source)) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    let at = 0;
    for (;;) {
      const skipped = Math.min(skip, held.length - at);
      at += skipped;
      skip -= skipped;
      if (at === held.length || (!last && held.length - at < BATCH_BYTES * 2)) break;
      const found = nextPart(held, at, format, last);
      junk += found.at - at;
      at = found.at;
      if (format === undefined && junk > MAX_JUNK_BYTES) return;
      if (found.kind === 'tag') skip = found.bytes;
      if (found.kind !== 'frames') continue;
      const batch = batchAt(held, at, format);
      format ??= batch.format;
      at += batch.bytes.length;
      yield batch;
    }
    held = held.subarray(at);
  }
}

type Part =
  | { readonly kind: 'frames' | 'nothing'; readonly at: number }
  | { readonly kind: 'tag'; readonly at: number; readonly bytes: number };

/** The next tag, or the next frame that another one follows. `nothing`: neither, up to the end. */
function nextPart(
  bytes: Uint8Array,
  start: number,
  like: Mp3Frame | undefined,
  last: boolean,
): Part {
  for (let at = start; at < bytes.length; at += 1) {
    // Behind a frame or a tag, one that fits is enough.
    const alone = at === start && like !== undefined;
    if (bytes[at] === 0xff && isFrame(bytes, at, like, last, alone)) return { kind: 'frames', at };
    const tag = tagBytes(bytes, at);
    if (tag > 0) return { kind: 'tag', at, bytes: tag };
  }
  return { kind: 'nothing', at: last ? bytes.length : bytes.length - MAX_FRAME_BYTES };
}

function isFrame(
  bytes: Uint8Array,
  at: number,
  like: Mp3Frame | undefined,
  last: boolean,
  alone: boolean,
): boolean {
  const frame = mp3FrameAt(bytes, at);
  if (frame === undefined || !fits(frame, like)) return false;
  const after = at + frame.bytes;
  if (after >= bytes.length || alone) return after <= bytes.length && (last || alone);
  const next = mp3FrameAt(bytes, after);
  return next !== undefined && fits(next, frame);
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
