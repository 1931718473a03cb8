import { AudioFileError } from './audio-file-error.ts';
import type { AudioLayout, LayoutFormat } from './audio-layout.ts';
import { type RandomAccess, textOf, viewOf } from './random-access.ts';
import { parseWaveFormat } from './wave-format.ts';

/** What follows the four letters of `riff` in its GUID, and those of the other chunks. */
const RIFF_GUID = 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00';
const CHUNK_GUID_TAIL = '\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a';
const HEAD_BYTES = 24;
/** The `riff` chunk's head and the GUID of `wave`. */
const FIRST_CHUNK = HEAD_BYTES + 16;
const MAX_CHUNKS = 10_000;

/** Whether a file that begins with these bytes is one. */
export function isW64(head: Uint8Array): boolean {
  return textOf(head.subarray(0, 16)) === RIFF_GUID;
}

/**
 * The layout of Sony Wave64: a WAV whose chunks have GUIDs for names and sizes of 64 bits, which include their heads
 * of 24 bytes. Chunks begin at multiples of 8.
 * @throws AudioFileError when it holds no audio that can be read.
 */
export async function w64Layout(file: RandomAccess): Promise<AudioLayout> {
  let format: LayoutFormat | undefined;
  let at = FIRST_CHUNK;
  for (let n = 0; n < MAX_CHUNKS; n += 1) {
    const head = await file.read(at, HEAD_BYTES);
    if (head.length < HEAD_BYTES) break;
    const size = Number(viewOf(head).getBigUint64(16, true));
    const id = textOf(head.subarray(0, 16));
    const offset = at + HEAD_BYTES;
    if (id === `fmt ${CHUNK_GUID_TAIL}`) format = parseWaveFormat(await file.read(offset, 40));
    if (id === `data${CHUNK_GUID_TAIL}`) {
      if (format === undefined) throw new AudioFileError('The W64 file has no format');
      const rest = file.size - offset;
      const known = size > HEAD_BYTES && size - HEAD_BYTES <= rest;
      return { ...format, dataOffset: offset, dataBytes: known ? size - HEAD_BYTES : rest };
    }
    at += Math.max(HEAD_BYTES, Math.ceil(size / 8) * 8);
  }
  throw new AudioFileError('The W64 file ends before its audio begins');
}
