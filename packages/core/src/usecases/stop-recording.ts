import type { Recording } from '../recording.ts';
import { type CommandDeps, commandRecording } from './command-recording.ts';
import type { RecordingRef } from './find-recording.ts';

/** A recording that was told to stop. */
export interface Stopped {
  /** Right after the command: `finishing`. */
  readonly recording: Recording;
  /** Once it has settled: done, and its audio can be fetched (or failed). */
  readonly settled: Promise<Recording>;
}

/**
 * Ends a live recording and keeps it.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export async function stopRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Stopped> {
  const { recording } = await commandRecording(deps, accountId, ref, { type: 'stop' });
  return { recording, settled: deps.recorder.settled(accountId, recording.id) };
}
