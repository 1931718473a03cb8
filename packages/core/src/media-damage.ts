import { TricordError } from './errors.ts';
import type { StoredMedia } from './ports/media-store.ts';

/** How the stored audio differs from what was recorded: missing, shorter, or with other bytes. */
export type MediaDamage = 'missing' | 'truncated' | 'changed';

/**
 * Compares the stored audio of a recording with what was recorded.
 * @param stored undefined when there is none; without a checksum, the length alone is compared.
 * @returns undefined if they match.
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

/** The error for audio that cannot be served: damaged, or, with a cause, unreadable. */
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
