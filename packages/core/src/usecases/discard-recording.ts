import type { CommandResult } from '../ports/recorder.ts';
import { type CommandDeps, commandRecording } from './command-recording.ts';
import type { RecordingRef } from './find-recording.ts';

/**
 * Ends a live recording and throws away what it captured.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recording-preserved`;
 *   `recorder-unavailable`.
 */
export function discardRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return commandRecording(deps, accountId, ref, { type: 'discard' });
}
