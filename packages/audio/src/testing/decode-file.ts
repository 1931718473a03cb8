import { readAudioFile } from '../files/read-audio-file.ts';
import { inMemory } from './in-memory.ts';

/** All samples of an audio file, interleaved. */
export async function decodeFile(bytes: Uint8Array): Promise<Int16Array> {
  const { samples } = await readAudioFile(inMemory(bytes));
  const pieces: Int16Array[] = [];
  for await (const piece of samples) pieces.push(piece);
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
