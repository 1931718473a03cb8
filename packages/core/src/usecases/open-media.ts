import { AS_RECORDED, type MediaHandle, type Rendition } from '../ports/renditions.ts';
import type { Recording } from '../recording.ts';
import { type AuditDeps, type AuditedAction, auditFirst } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * Opens the audio of a recording that has ended, to be served. Each request is audited as a download beforehand.
 * @param options.download false if the audio itself is not sent, as in a response to HEAD.
 * @throws TricordError `recording-not-found`; `media-not-ready`; `media-unreadable`;
 *   `invalid-argument` when the rendition is impossible.
 */
export async function openMedia(
  deps: Pick<CoreDeps, 'catalog' | 'renditions'> & AuditDeps,
  accountId: string,
  ref: RecordingRef,
  rendition: Rendition = AS_RECORDED,
  { download = true }: { readonly download?: boolean } = {},
): Promise<{ recording: Recording; media: MediaHandle }> {
  const recording = await findRecording(deps, accountId, ref);
  const media = await deps.renditions.open(recording, rendition);
  if (download) await auditFirst(deps, downloadOf(recording, rendition));
  return { recording, media };
}

/** The audited action of a download. */
export function downloadOf({ accountId, id }: Recording, { container }: Rendition): AuditedAction {
  return { accountId, action: 'recording.download', recordingId: id, details: { container } };
}
