import { AS_RECORDED, type MediaHandle, type Rendition } from '../ports/renditions.ts';
import type { Recording } from '../recording.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * The audio of a finished recording, ready to be served.
 * @throws TricordError `recording-not-found`; `media-not-ready`; `media-unreadable`;
 *   `invalid-argument` when the form is impossible.
 */
export async function openMedia(
  deps: Pick<CoreDeps, 'catalog' | 'renditions'>,
  accountId: string,
  ref: RecordingRef,
  rendition: Rendition = AS_RECORDED,
): Promise<{ recording: Recording; media: MediaHandle }> {
  const recording = await findRecording(deps, accountId, ref);
  return { recording, media: await deps.renditions.open(recording, rendition) };
}
