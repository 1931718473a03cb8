import type { RemoveOptions } from '../ports/catalog.ts';
import { isLive, type Recording } from '../recording.ts';
import { type AuditDeps, type AuditedAction, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef, recordingNotFound } from './find-recording.ts';

export type DeleteDeps = Pick<CoreDeps, 'catalog' | 'renditions' | 'events' | 'clock'> & AuditDeps;

/**
 * Deletes a recording that has ended, and its audio. The audit entry is written in the same transaction.
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
 * Deletes a recording if it has ended and `wanted` holds within that transaction.
 * @returns undefined if it was not deleted, or no longer exists.
 * @throws TricordError `recording-preserved` when `wanted` holds but the recording is preserved.
 */
export async function removeEnded(
  deps: DeleteDeps,
  found: Recording,
  audited: Pick<AuditedAction, 'action' | 'details'>,
  wanted?: RemoveOptions['wanted'],
): Promise<Recording | undefined> {
  if (isLive(found)) return undefined;
  const { accountId, id } = found;
  // A recording that has ended does not change any more, so the event can be created beforehand.
  const at = deps.clock.now();
  const event = { type: 'recording.deleted', at, accountId, recording: found } as const;
  const removed = await deps.catalog.recordings.remove(accountId, id, [event], {
    audit: auditEntry(deps, { accountId, recordingId: id, ...audited }),
    ...(wanted === undefined ? {} : { wanted }),
  });
  if (removed === undefined) return undefined;
  await deps.renditions.forget(removed.id);
  deps.events.publish(event);
  return removed;
}
