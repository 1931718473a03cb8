import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TricordError } from '@tricord/core';

const KEY = /^[0-9a-z-]+(\.[0-9a-z]+)*$/;

/** Whether the text has the form of a key, which is a safe file name. */
export function isMediaKey(text: string): boolean {
  return KEY.test(text);
}

/**
 * The path of a key's file in the media folder: `ab/cd/KEY`, where `abcd` is the start of the key's SHA-256.
 * This spreads any keys evenly over 65,536 folders, and each file still has its key as its name.
 */
export function mediaPlace(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${key}`;
}

/**
 * The full path of a key's file.
 * @throws TricordError `invalid-argument` when it is not a valid key.
 */
export function mediaPath(folder: string, key: string): string {
  if (!isMediaKey(key)) {
    throw new TricordError('invalid-argument', `Not a media key: ${JSON.stringify(key)}`, {
      details: { parameter: 'key' },
    });
  }
  return join(folder, mediaPlace(key));
}
