import { AS_RECORDED, type MediaHandle, type Rendition } from '../ports/renditions.ts';
import type { Recording } from '../recording.ts';
import { type AuditDeps, auditFirst, type Deed } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * The audio of a finished recording, ready to be served. The audit log has it as a download before anybody gets it,
 * each time that it is asked for.
 * @param options.download false: the audio itself goes to nobody, as in an answer to HEAD.
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

/** What the audit log says of audio that is handed out. */
export function downloadOf({ accountId, id }: Recording, { container }: Rendition): Deed {
  return { accountId, action: 'recording.download', recordingId: id, details: { container } };
}
