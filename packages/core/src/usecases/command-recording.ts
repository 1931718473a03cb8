import type { CommandResult, RecorderCommand } from '../ports/recorder.ts';
import { type AuditDeps, auditDone } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { type RecordingRef, recordingIdOf } from './find-recording.ts';

/** What each verb on a live recording needs. */
export type CommandDeps = Pick<CoreDeps, 'catalog' | 'recorder'> & AuditDeps;

/** What a full disk must not stop; {@link preserveRecording} and its opposite wait for the audit log. */
type ControlCommand = Exclude<RecorderCommand, { type: 'preserve' | 'release' }>;

/**
 * Hands a command to the recorder that owns the recording, and puts it into the audit log if it changed anything.
 * The recorder knows what it owns: by id, the catalog is not asked.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recording-preserved` for a discard;
 *   `recorder-unavailable`.
 */
export async function commandRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
  command: ControlCommand,
): Promise<CommandResult> {
  const id = await recordingIdOf(deps, accountId, ref);
  const result = await deps.recorder.command(accountId, id, command);
  if (result.changed) {
    const action = `recording.${command.type}` as const;
    const details = command.type === 'pause' ? { behavior: command.behavior } : {};
    await auditDone(deps, { accountId, action, recordingId: id, details });
  }
  return result;
}
