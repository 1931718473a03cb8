import type { AuditDetails } from '../audit.ts';
import { isTricordError } from '../errors.ts';
import { isLive, type Recording } from '../recording.ts';
import { type RecordingCommand, transition } from '../recording-transition.ts';
import { auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { recordingNotFound } from './find-recording.ts';
import type { CommandDeps } from './recording-commands.ts';

/** The dependencies of changes that are possible while a recording is live, and after its end. */
export type MarkDeps = CommandDeps & Pick<CoreDeps, 'events'>;

type Mark = Extract<RecordingCommand, { type: 'preserve' | 'release' | 'edit' }>;

/**
 * Changes a recording in the transaction that writes the audit entry. Only the owner of a live recording changes it. A
 * recording that has ended has no owner: the catalog is changed, also if it ended after it was looked up.
 * @throws TricordError `recording-not-found` when it no longer exists; `recorder-unavailable` while it is live and its
 *   recorder is; what {@link transition} and the catalog throw.
 */
export async function markRecording(
  { catalog, recorder, clock, events, ...deps }: MarkDeps,
  found: Recording,
  change: Mark,
  details: AuditDetails = {},
): Promise<Recording> {
  const { id, accountId } = found;
  const action = `recording.${change.type}` as const;
  const audit = auditEntry({ clock, ...deps }, { accountId, action, recordingId: id, details });
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
