import { TricordError } from '../errors.ts';
import type { Recording } from '../recording.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * Has a recording kept beyond retention, until it is released. The audit log has it in the same transaction.
 * Preserving twice changes nothing.
 * @throws TricordError `recording-not-found`.
 */
export function preserveRecording(
  deps: AuditDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  return setPreserved(deps, accountId, ref, true);
}

/**
 * Leaves a recording to retention again. The audit log has it in the same transaction. Releasing twice changes
 * nothing.
 * @throws TricordError `recording-not-found`.
 */
export function releaseRecording(
  deps: AuditDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  return setPreserved(deps, accountId, ref, false);
}

async function setPreserved(
  deps: AuditDeps,
  accountId: string,
  ref: RecordingRef,
  preserved: boolean,
): Promise<Recording> {
  const found = await findRecording(deps, accountId, ref);
  if ((found.preserved ?? false) === preserved) return found;
  const action = preserved ? 'recording.preserve' : 'recording.release';
  const username = deps.actor.username;
  const updated = await deps.catalog.recordings.update(
    accountId,
    found.id,
    ({ preserved: _, preservingUsername: _by, ...known }) => ({
      ...known,
      ...(preserved ? { preserved } : {}),
      ...(preserved && username !== undefined ? { preservingUsername: username } : {}),
    }),
    auditEntry(deps, { accountId, action, recordingId: found.id }),
  );
  if (updated === undefined) throw new TricordError('recording-not-found', 'Recording not found');
  return updated;
}
