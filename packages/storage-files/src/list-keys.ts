import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyPage, type KeyQuery, TricordError } from '@tricord/core';
import { hasCode } from './durable-files.ts';
import { isMediaKey, mediaPlace } from './media-path.ts';

/** A folder of the first or second level. */
const FOLDER = /^[0-9a-f]{2}$/;
const MAX_LIMIT = 10_000;

/**
 * The keys in a media folder, sorted by path (`ab/cd/KEY`), so that at most one of its 65,536 leaf folders is held in
 * memory. Files that are not at the path of their key are not listed.
 * @throws TricordError `invalid-argument` with parameter `limit` or `after`.
 */
export async function listKeys(folder: string, { limit, after }: KeyQuery): Promise<KeyPage> {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw invalid('limit');
  if (after !== undefined && !isMediaKey(after)) throw invalid('after');
  const keys: string[] = [];
  for await (const key of keysAfter(folder, after === undefined ? '' : mediaPlace(after))) {
    const last = keys.at(-1);
    if (keys.length === limit && last !== undefined) return { keys, next: last };
    keys.push(key);
  }
  return { keys };
}

async function* keysAfter(folder: string, place: string): AsyncGenerator<string> {
  for (const top of await foldersIn(folder)) {
    if (top < place.slice(0, 2)) continue;
    for (const leaf of await foldersIn(join(folder, top))) {
      if (`${top}/${leaf}` < place.slice(0, 5)) continue;
      for (const name of await filesIn(join(folder, top, leaf))) {
        const found = `${top}/${leaf}/${name}`;
        if (found > place && isMediaKey(name) && mediaPlace(name) === found) yield name;
      }
    }
  }
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await entriesOf(path);
  return entries.filter((entry) => entry.isDirectory() && FOLDER.test(entry.name)).map(nameOf);
}

async function filesIn(path: string): Promise<string[]> {
  return (await entriesOf(path)).filter((entry) => !entry.isDirectory()).map(nameOf);
}

/** Sorted by name. */
async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function nameOf({ name }: Dirent): string {
  return name;
}

function invalid(parameter: 'limit' | 'after'): TricordError {
  return new TricordError('invalid-argument', `Invalid ${parameter}`, { details: { parameter } });
}
