import { rm } from 'node:fs/promises';
import {
  type CapturedMedia,
  type Catalog,
  type MediaStore,
  mediaUnreadable,
  type Recording,
} from '@tricord/core';
import { withMissedStart } from '../audio/gap-map.ts';
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
  recording: Recording,
  path: string,
  audio: Captured,
): Promise<CapturedMedia> {
  const { id, accountId, append, replaces, settings } = recording;
  const captured = { ...audio, gaps: withMissedStart(recording, audio.gaps) };
  if (!append || replaces === undefined) {
    return { ...captured, ...(await media.ingest(id, path)) };
  }
  const replaced = await catalog.recordings.get(accountId, replaces);
  if (replaced?.media === undefined) throw mediaUnreadable(replaces, { damage: 'missing' });
  const { stereo } = replaced.settings;
  // Of audio from elsewhere nobody knows the order: it stays.
  const swapped = stereo !== undefined && stereo !== settings.stereo;
  const earlier = { key: replaces, ...replaced.media, swapped };
  const whole = await prependEarlier(media, earlier, path, captured);
  const stored = await media.ingest(id, whole.path);
  await rm(path, { force: true });
  return { ...whole.captured, ...stored };
}
