import { TricordError } from './errors.ts';
import type { StoredMedia } from './ports/media-store.ts';

/** How the audio in the store differs from what was recorded: it is gone, shorter, or other bytes. */
export type MediaDamage = 'missing' | 'truncated' | 'changed';

/**
 * Compares what the store has under a recording's id with what the recorder put there.
 * @param stored undefined when there is nothing; without a checksum, the length alone is compared.
 * @returns undefined when they agree.
 */
export function damageOf(
  media: StoredMedia,
  stored: (Pick<StoredMedia, 'bytes'> & Partial<StoredMedia>) | undefined,
): MediaDamage | undefined {
  if (stored === undefined) return 'missing';
  if (stored.bytes < media.bytes) return 'truncated';
  if (stored.bytes > media.bytes) return 'changed';
  return (stored.sha256 ?? media.sha256) === media.sha256 ? undefined : 'changed';
}

/** The error of audio that cannot be served: damaged, or, with a cause, out of the store's reach. */
export function mediaUnreadable(
  recordingId: string,
  why: { readonly damage?: MediaDamage | undefined; readonly cause?: unknown } = {},
): TricordError {
  const { damage, cause } = why;
  const state = damage === undefined ? 'cannot be read' : `is ${damage}`;
  return new TricordError('media-unreadable', `The audio of recording ${recordingId} ${state}`, {
    cause,
    ...(damage === undefined ? {} : { details: { damage } }),
  });
}
