import { isTricordError } from '../errors.ts';
import { isLive, type Recording } from '../recording.ts';
import { type RecordingCommand, transition } from '../recording-transition.ts';
import { auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef, recordingNotFound } from './find-recording.ts';
import type { CommandDeps } from './recording-commands.ts';

type PreserveDeps = CommandDeps & Pick<CoreDeps, 'events'>;

/**
 * Preserves a recording: until it is released, it cannot be deleted, discarded or replaced. The audit entry is
 * written in the same transaction. Preserving twice changes nothing.
 * @throws TricordError `recording-not-found`; `recorder-unavailable` while it is live and its recorder is;
 *   `recording-not-live` when it has been discarded.
 */
export function preserveRecording(
  deps: PreserveDeps,
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
  deps: PreserveDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  return setPreserved(deps, accountId, ref, { type: 'release' });
}

/**
 * Only the owner of a live recording changes it. A recording that has ended has no owner: the catalog is changed,
 * also if it ended after it was looked up.
 */
async function setPreserved(
  deps: PreserveDeps,
  accountId: string,
  ref: RecordingRef,
  change: Extract<RecordingCommand, { type: 'preserve' | 'release' }>,
): Promise<Recording> {
  const { catalog, recorder, clock, events } = deps;
  const found = await findRecording(deps, accountId, ref);
  const { id } = found;
  const action = `recording.${change.type}` as const;
  const audit = auditEntry(deps, { accountId, action, recordingId: id });
  if (isLive(found)) {
    try {
      return (await recorder.command(accountId, id, { ...change, audit })).recording;
    } catch (error) {
      if (!isTricordError(error, 'recording-not-live')) throw error;
    }
  }
  const apply = (known: Recording) => transition(known, change, clock.now());
  const applied = await catalog.recordings.apply(accountId, id, apply, audit);
  if (applied === undefined) throw recordingNotFound();
  for (const event of applied.events) events.publish(event);
  return applied.recording;
}
