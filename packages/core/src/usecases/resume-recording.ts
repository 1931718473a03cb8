import type { CommandResult } from '../ports/recorder.ts';
import { type CommandDeps, commandRecording } from './command-recording.ts';
import type { RecordingRef } from './find-recording.ts';

/**
 * Ends a pause. Resuming twice changes nothing.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export function resumeRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return commandRecording(deps, accountId, ref, { type: 'resume' });
}
