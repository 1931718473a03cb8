import type { Recording } from '../recording.ts';
import type { RecordingCommand } from '../recording-transition.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';
import { type MarkDeps, markRecording } from './mark-recording.ts';

/**
 * Preserves a recording: until it is released, it cannot be deleted, discarded or replaced. The audit entry is
 * written in the same transaction. Preserving twice changes nothing.
 * @throws TricordError `recording-not-found`; `recorder-unavailable` while it is live and its recorder is;
 *   `recording-not-live` when it has been discarded.
 */
export function preserveRecording(
  deps: MarkDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const { username } = deps.actor;
  const by = username === undefined ? {} : { username };
  return setPreserved(deps, accountId, ref, { type: 'preserve', ...by });
}

/**
 * Ends the preservation of a recording. The audit entry is written in the same transaction. Releasing twice changes
 * nothing.
 * @throws TricordError as {@link preserveRecording}.
 */
export function releaseRecording(
  deps: MarkDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  return setPreserved(deps, accountId, ref, { type: 'release' });
}

async function setPreserved(
  deps: MarkDeps,
  accountId: string,
  ref: RecordingRef,
  change: Extract<RecordingCommand, { type: 'preserve' | 'release' }>,
): Promise<Recording> {
  return markRecording(deps, await findRecording(deps, accountId, ref), change);
}
