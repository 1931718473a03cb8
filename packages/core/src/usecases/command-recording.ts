import type { CommandResult, RecorderCommand } from '../ports/recorder.ts';
import type { CoreDeps } from './deps.ts';
import { findLiveRecording, type RecordingRef } from './find-recording.ts';

/** What each verb on a live recording needs. */
export type CommandDeps = Pick<CoreDeps, 'catalog' | 'recorder'>;

/**
 * Hands a command to the recorder that owns the recording.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export async function commandRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
  command: RecorderCommand,
): Promise<CommandResult> {
  const { id } = await findLiveRecording(deps, accountId, ref);
  return deps.recorder.command(accountId, id, command);
}
