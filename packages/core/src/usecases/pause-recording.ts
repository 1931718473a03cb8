import type { CommandResult } from '../ports/recorder.ts';
import type { PauseBehavior } from '../recording.ts';
import { type CommandDeps, commandRecording } from './command-recording.ts';
import type { RecordingRef } from './find-recording.ts';

/**
 * Suspends capture: until it is resumed, audio is left out or kept as silence. Pausing twice changes nothing.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export function pauseRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
  behavior: PauseBehavior,
): Promise<CommandResult> {
  return commandRecording(deps, accountId, ref, { type: 'pause', behavior });
}
