import { rm } from 'node:fs/promises';
import {
  type CapturedMedia,
  type Catalog,
  type MediaStore,
  mediaUnreadable,
  type Recording,
} from '@tricord/core';
import type { Captured } from '../audio/recording-output.ts';
import { prependEarlier } from './prepend-earlier.ts';

export interface StoreCapturedDeps {
  readonly catalog: Pick<Catalog, 'recordings'>;
  readonly media: MediaStore;
}

/**
 * Moves a finished live file into the media store, after the audio that it continues, if any. If it
 * breaks off, it can be done again as long as the live file is there.
 * @throws TricordError `media-unreadable` when the audio that it continues is not what was recorded.
 */
export async function storeCaptured(
  { catalog, media }: StoreCapturedDeps,
  { id, accountId, append, replaces }: Recording,
  path: string,
  captured: Captured,
): Promise<CapturedMedia> {
  if (!append || replaces === undefined) {
    return { ...captured, ...(await media.ingest(id, path)) };
  }
  const earlier = (await catalog.recordings.get(accountId, replaces))?.media;
  if (earlier === undefined) throw mediaUnreadable(replaces, { damage: 'missing' });
  const whole = await prependEarlier(media, { key: replaces, ...earlier }, path, captured);
  const stored = await media.ingest(id, whole.path);
  await rm(path, { force: true });
  return { ...whole.captured, ...stored };
}
