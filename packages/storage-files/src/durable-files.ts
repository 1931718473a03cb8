import { constants, copyFile, link, open, writeFile } from 'node:fs/promises';
import { Digest, digestOf, type StoredMedia } from '@tricord/core';

/**
 * How much is hashed in one turn of the event loop. 256 KiB take about 0.2 ms with the processor's SHA
 * instructions, and less than 1 ms without; smaller parts would cost more reads for little gain.
 */
const PART_BYTES = 256 * 1024;

/** Syncs a folder, so that its new and removed entries survive a crash. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Syncs a file, so that its content survives a crash, and computes its checksum.
 * @throws Error when it is not a regular file: a pipe might never deliver, and a device might never end.
 */
export async function syncFile(path: string): Promise<StoredMedia> {
  const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error(`${path} is not a regular file`);
    await handle.sync();
    return await digestOf(
      handle.createReadStream({ start: 0, autoClose: false, highWaterMark: PART_BYTES }),
    );
  } finally {
    await handle.close();
  }
}

/** Writes and syncs a new file. A failure leaves a partial file behind. */
export async function writeNewFile(
  path: string,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredMedia> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const digest = new Digest();
    await writeFile(handle, digest.through(source));
    await handle.sync();
    return digest.result();
  } finally {
    await handle.close();
  }
}

/**
 * Creates a hard link if the file system supports it, else a copy (which shares its blocks if possible).
 *
 * A hard link is as good as a copy here: a file under a key is never opened for writing, only replaced or
 * removed, so that neither name can affect the other.
 */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  }
}

/** Whether it is a system error with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown } | null)?.code === code;
}
