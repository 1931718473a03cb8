import { type RandomAccess, textOf, viewOf } from './random-access.ts';

/** Chunks that writers put behind the audio. */
const TRAILING = new Set(
  'LIST id3  ID3  bext cue  fact smpl inst iXML axml chna levl PEAK plst DISP afsp _PMX JUNK junk PAD  FLLR'
    .match(/.{4} ?/g)
    ?.map((id) => id.slice(0, 4)),
);
/** How far from the end they are looked for. */
const MAX_TAIL_BYTES = 1024 * 1024;

/**
 * Where the audio ends in a WAV file that does not say so, because its writer could not go back to the header: at the
 * first of the chunks that follow one another exactly to the end of the file, or at that end.
 */
export async function endOfAudio(file: RandomAccess, audioOffset: number): Promise<number> {
  const start = Math.max(audioOffset, file.size - MAX_TAIL_BYTES);
  const tail = await file.read(start, file.size - start);
  const view = viewOf(tail);
  /** Positions from which chunks lead to the end. */
  const starts = new Set([tail.length]);
  let first = tail.length;
  for (let at = tail.length - 8; at >= 0; at -= 1) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size;
    if (!starts.has(end) && !starts.has(end + (size % 2))) continue;
    if (!TRAILING.has(textOf(tail.subarray(at, at + 4)))) continue;
    starts.add(at);
    first = at;
  }
  return start + first;
}
