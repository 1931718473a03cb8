import { AudioFileError } from './audio-file-error.ts';
import { type RandomAccess, textOf, viewOf } from './random-access.ts';

/** A chunk of a RIFF or IFF file. */
export interface Chunk {
  readonly id: string;
  /** Of its body, from the start of the file. */
  readonly offset: number;
  /** Of its body, as declared: it may be wrong. */
  readonly size: number;
}

/** More than any real file has; keeps a hostile one from being read eight bytes at a time. */
const MAX_CHUNKS = 10_000;

/**
 * The chunks from a position on: four letters, a size of 32 bits, the body and a byte if its size is odd.
 * @throws AudioFileError when there are too many.
 */
export async function* chunksOf(
  file: RandomAccess,
  start: number,
  littleEndian: boolean,
): AsyncGenerator<Chunk> {
  let at = start;
  for (let n = 0; n < MAX_CHUNKS; n += 1) {
    const head = await file.read(at, 8);
    if (head.length < 8) return;
    const size = viewOf(head).getUint32(4, littleEndian);
    yield { id: textOf(head.subarray(0, 4)), offset: at + 8, size };
    at += 8 + size + (size % 2);
  }
  throw new AudioFileError('The file consists of too many chunks');
}
