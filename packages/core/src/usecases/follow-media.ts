import type { GrowingMedia, Rendition } from '../ports/renditions.ts';
import { type AuditDeps, auditFirst } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';
import { downloadOf } from './open-media.ts';

/**
 * The audio of a recording from its start, while it is being converted. Undefined when it is ready, or must be
 * waited for: use {@link openMedia} then, which also audits.
 * @throws TricordError as {@link openMedia}.
 */
export async function followMedia(
  deps: Pick<CoreDeps, 'catalog' | 'renditions'> & AuditDeps,
  accountId: string,
  ref: RecordingRef,
  rendition: Rendition,
): Promise<GrowingMedia | undefined> {
  const recording = await findRecording(deps, accountId, ref);
  const media = await deps.renditions.follow(recording, rendition);
  if (media === undefined) return undefined;
  try {
    await auditFirst(deps, downloadOf(recording, rendition));
  } catch (error) {
    media.stream.destroy();
    throw error;
  }
  return media;
}
