import type { RemoveOptions } from '../ports/catalog.ts';
import { isLive, type Recording } from '../recording.ts';
import { type AuditDeps, auditEntry, type Deed } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef, recordingNotFound } from './find-recording.ts';

export type DeleteDeps = Pick<CoreDeps, 'catalog' | 'renditions' | 'events' | 'clock'> & AuditDeps;

/**
 * Removes an ended recording and its audio. The audit log has it in the same transaction, or the recording
 * stays.
 * @throws TricordError `recording-not-found` (also while it is live: discard it instead); `recording-preserved`.
 */
export async function deleteRecording(
  deps: DeleteDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const found = await findRecording(deps, accountId, ref);
  const removed = await removeEnded(deps, found, { action: 'recording.delete' });
  if (removed === undefined) throw recordingNotFound();
  return removed;
}

/**
 * Removes a recording if it has ended and `wanted` holds in that very moment.
 * @returns undefined when it stays, or is gone.
 * @throws TricordError `recording-preserved` when it is wanted, and somebody has it preserved.
 */
export async function removeEnded(
  deps: DeleteDeps,
  found: Recording,
  deed: Pick<Deed, 'action' | 'details'>,
  wanted?: RemoveOptions['wanted'],
): Promise<Recording | undefined> {
  if (isLive(found)) return undefined;
  const { accountId, id } = found;
  // What has ended goes on no more, so that the event can be made beforehand.
  const at = deps.clock.now();
  const event = { type: 'recording.deleted', at, accountId, recording: found } as const;
  const removed = await deps.catalog.recordings.remove(accountId, id, [event], {
    audit: auditEntry(deps, { accountId, recordingId: id, ...deed }),
    ...(wanted === undefined ? {} : { wanted }),
  });
  if (removed === undefined) return undefined;
  await deps.renditions.forget(removed.id);
  deps.events.publish(event);
  return removed;
}
