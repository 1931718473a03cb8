import { rm } from 'node:fs/promises';
import type { CapturedMedia, MediaStore, Recording } from '@tricord/core';
import type { Captured } from '../audio/recording-output.ts';
import { prependEarlier } from './prepend-earlier.ts';

/**
 * Moves a finished live file into the media store, after the audio that it continues, if any. If it
 * breaks off, it can be done again as long as the live file is there.
 */
export async function storeCaptured(
  media: MediaStore,
  recording: Recording,
  path: string,
  captured: Captured,
): Promise<CapturedMedia> {
  if (!recording.append || recording.replaces === undefined) {
    return { ...captured, ...(await media.ingest(recording.id, path)) };
  }
  const whole = await prependEarlier(media, recording.replaces, path, captured);
  const stored = await media.ingest(recording.id, whole.path);
  await rm(path, { force: true });
  return { ...whole.captured, ...stored };
}
