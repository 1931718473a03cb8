import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TricordError } from '@tricord/core';

const KEY = /^[0-9a-z-]+(\.[0-9a-z]+)*$/;

/** Whether the text has the form of a key: it is a harmless file name then. */
export function isMediaKey(text: string): boolean {
  return KEY.test(text);
}

/**
 * Where a key's bytes lie in the media folder: `ab/cd/KEY`, where `abcd` begins the SHA-256 of the key.
 * Keys of any form so spread evenly over 65,536 folders, and each file still bears its key as its name.
 */
export function mediaPlace(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${key}`;
}

/**
 * The path of a key's bytes.
 * @throws TricordError `invalid-argument` when it is no key.
 */
export function mediaPath(folder: string, key: string): string {
  if (!isMediaKey(key)) {
    throw new TricordError('invalid-argument', `Not a media key: ${JSON.stringify(key)}`, {
      details: { parameter: 'key' },
    });
  }
  return join(folder, mediaPlace(key));
}
