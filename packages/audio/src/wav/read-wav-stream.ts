import { decode } from '../encoding.ts';
import { parseWavHeader, scanWavHeader, type WavInfo } from './parse-wav-header.ts';
import { bytesPerFrame, WavError } from './wav-format.ts';

/** The largest supported offset of the audio in a file. */
const MAX_HEADER_BYTES = 1024 * 1024;

/** A WAV file that is being read. */
export interface WavStream {
  readonly info: WavInfo;
  /** Interleaved samples in whole frames; in all, exactly `info.dataBytes`. */
  readonly samples: AsyncIterable<Int16Array>;
}

/**
 * Reads a WAV file chunk by chunk. `source` is closed when `samples` end, fail or are abandoned, and at once when the
 * header is bad.
 * @param fileBytes as in {@link parseWavHeader}.
 * @throws WavError as {@link parseWavHeader}; when the length of the audio is unknown; and, from
 *   `samples`, when the file ends before its audio does.
 */
export async function readWavStream(
  source: AsyncIterable<Uint8Array>,
  fileBytes: number,
): Promise<WavStream> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    const { info, head } = await readHeader(iterator, fileBytes);
    return { info, samples: samplesOf(iterator, info, head.subarray(info.dataOffset)) };
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

async function readHeader(
  iterator: AsyncIterator<Uint8Array>,
  fileBytes: number,
): Promise<{ info: WavInfo; head: Uint8Array }> {
  let head: Uint8Array = new Uint8Array(0);
  for (;;) {
    const info = scanWavHeader(head, fileBytes);
    if (info?.dataBytes === Number.POSITIVE_INFINITY) {
      throw new WavError('WAV file does not say how long its audio is');
    }
    if (info !== undefined) return { info, head };
    const next = await iterator.next();
    if (next.done === true || head.length > MAX_HEADER_BYTES) {
      return { info: parseWavHeader(head, fileBytes), head };
    }
    head = joined(head, next.value);
  }
}

async function* samplesOf(
  iterator: AsyncIterator<Uint8Array>,
  info: WavInfo,
  first: Uint8Array,
): AsyncGenerator<Int16Array> {
  const frameBytes = bytesPerFrame(info);
  let left = info.dataBytes;
  let bytes = first;
  try {
    while (left > 0) {
      const whole = Math.min(left, bytes.length - (bytes.length % frameBytes));
      if (whole > 0) yield decode(bytes.subarray(0, whole), info.encoding);
      left -= whole;
      if (left === 0) return;
      const next = await iterator.next();
      if (next.done === true) throw new WavError('WAV file ends before its audio does');
      bytes = joined(bytes.subarray(whole), next.value);
    }
  } finally {
    await iterator.return?.();
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
