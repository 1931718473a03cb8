import { TricordError } from '../errors.ts';
import { isLive, type Recording } from '../recording.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * Removes an ended recording and its audio.
 * @throws TricordError `recording-not-found` (also while it is live: discard it instead).
 */
export async function deleteRecording(
  deps: Pick<CoreDeps, 'catalog' | 'renditions' | 'events' | 'clock'>,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const found = await findRecording(deps, accountId, ref);
  // What has ended does not change any more, so that the event can be made beforehand.
  const event = {
    type: 'recording.deleted',
    at: deps.clock.now(),
    accountId,
    recording: found,
  } as const;
  const removed = isLive(found)
    ? undefined
    : await deps.catalog.recordings.remove(accountId, found.id, [event]);
  if (removed === undefined) throw new TricordError('recording-not-found', 'Recording not found');
  await deps.renditions.forget(removed.id);
  deps.events.publish(event);
  return removed;
}
