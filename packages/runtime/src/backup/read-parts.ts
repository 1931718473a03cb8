import { open } from 'node:fs/promises';

const PART_BYTES = 256 * 1024;

/** The content of a file. Unlike a stream's, a failure to open it is thrown when it is read, and to its reader. */
export async function* readParts(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    yield* file.createReadStream({ autoClose: false, highWaterMark: PART_BYTES });
  } finally {
    await file.close();
  }
}
