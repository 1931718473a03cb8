import type { Recording } from '../recording.ts';
import { settleWithin } from '../settle-within.ts';
import { type CommandDeps, commandRecording } from './command-recording.ts';
import type { RecordingRef } from './find-recording.ts';

/** A recording that was told to stop. */
export interface Stopped {
  /** Right after the command: `finishing`. */
  readonly recording: Recording;
  /** Once it had settled: done, and its audio can be fetched (or failed). Absent when it takes long. */
  readonly ended?: Recording;
}

/** How long a stop waits for the audio, milliseconds. */
const PATIENCE_MS = 5000;

/**
 * Ends a live recording and keeps it. Resolves once its audio can be fetched, so that a client which
 * does so right after the answer succeeds; but after five seconds in any case.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export async function stopRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Stopped> {
  const { recording } = await commandRecording(deps, accountId, ref, { type: 'stop' });
  const settled = deps.recorder.settled(accountId, recording.id);
  const ended = await settleWithin(deps.clock, PATIENCE_MS, settled);
  return { recording, ...(ended === undefined ? {} : { ended }) };
}
