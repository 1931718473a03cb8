import type { MediaInMaking, Rendition } from '../ports/renditions.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * The audio of a finished recording from its start, while it is being made; undefined when it is ready, or
 * must be waited for: see {@link openMedia}.
 * @throws TricordError as {@link openMedia}.
 */
export async function followMedia(
  deps: Pick<CoreDeps, 'catalog' | 'renditions'>,
  accountId: string,
  ref: RecordingRef,
  rendition: Rendition,
): Promise<MediaInMaking | undefined> {
  return deps.renditions.follow(await findRecording(deps, accountId, ref), rendition);
}
