import { rm } from 'node:fs/promises';
import {
  type CapturedMedia,
  type Catalog,
  damageOf,
  digestOf,
  isTricordError,
  type MediaStore,
  mediaUnreadable,
  type Recording,
} from '@tricord/core';
import { withMissedStart } from '../audio/gap-map.ts';
import type { Captured } from '../audio/recording-output.ts';
import { type EarlierAudio, prependEarlier } from './prepend-earlier.ts';

export interface StoreCapturedDeps {
  readonly catalog: Pick<Catalog, 'recordings'>;
  readonly media: MediaStore;
}

/**
 * Moves a finished live file into the media store, after the audio that it continues, if any. If it
 * is interrupted, it can be repeated as long as the live file exists.
 * @throws TricordError `media-unreadable` when the audio that it continues is missing or damaged.
 */
export async function storeCaptured(
  deps: StoreCapturedDeps,
  recording: Recording,
  path: string,
  audio: Captured,
): Promise<CapturedMedia> {
  const { media } = deps;
  const captured = { ...audio, gaps: withMissedStart(recording, audio.gaps) };
  const earlier = await findEarlier(deps, recording);
  if (earlier === undefined) return { ...captured, ...(await media.ingest(recording.id, path)) };
  const whole = await prependEarlier(media, earlier, path, captured);
  const stored = await media.ingest(recording.id, whole.path);
  await rm(path, { force: true });
  return { ...whole.captured, ...stored };
}

/** Whether the audio that a recording continues, if any, is intact. */
export async function canContinue(deps: StoreCapturedDeps, recording: Recording): Promise<boolean> {
  try {
    const earlier = await findEarlier(deps, recording);
    if (earlier === undefined) return true;
    const stream = await deps.media.read(earlier.key);
    return damageOf(earlier, stream && (await digestOf(stream))) === undefined;
  } catch (error) {
    if (isTricordError(error, 'media-unreadable')) return false;
    throw error;
  }
}

/** @throws TricordError `media-unreadable` when the recording that is to be continued is gone. */
async function findEarlier(
  { catalog }: StoreCapturedDeps,
  { accountId, append, replaces, settings }: Recording,
): Promise<EarlierAudio | undefined> {
  if (!append || replaces === undefined) return undefined;
  const replaced = await catalog.recordings.get(accountId, replaces);
  if (replaced?.media === undefined) throw mediaUnreadable(replaces, { damage: 'missing' });
  const { stereo } = replaced.settings;
  // The channel order of imported audio is unknown: it stays.
  const swapped = stereo !== undefined && stereo !== settings.stereo;
  return { key: replaces, ...replaced.media, swapped };
}
