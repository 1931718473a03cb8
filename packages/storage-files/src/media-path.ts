import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TricordError } from '@tricord/core';

const KEY = /^[0-9a-z-]+(\.[0-9a-z]+)*$/;

/**
 * Where a key's bytes lie: `ab/cd/KEY`, where `abcd` begins the SHA-256 of the key. Keys of any
 * form so spread evenly over 65,536 folders, and each file still bears its key as its name.
 * @throws TricordError `invalid-argument` when it is no key; what passes is a harmless file name.
 */
export function mediaPath(folder: string, key: string): string {
  if (!KEY.test(key)) {
    throw new TricordError('invalid-argument', `Not a media key: ${JSON.stringify(key)}`, {
      details: { parameter: 'key' },
    });
  }
  const hash = createHash('sha256').update(key).digest('hex');
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), key);
}
