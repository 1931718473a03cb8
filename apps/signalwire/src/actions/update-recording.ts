import {
  type CommandDeps,
  pauseRecording,
  type Recording,
  resumeRecording,
  stopRecording,
} from '@tricord/core';
import type { components } from '../generated/api.ts';

type UpdateRecording = components['schemas']['UpdateRecording'];

/**
 * Applies an update, and returns the recording right after it. A stop returns `stopped`, but only once the
 * media can be fetched, so that a client that fetches it immediately succeeds; the wait is
 * limited.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export async function updateRecording(
  deps: CommandDeps,
  { accountId, id }: Recording,
  update: UpdateRecording,
): Promise<Recording> {
  const ref = { id };
  switch (update.Status) {
    case 'paused':
      return (await pauseRecording(deps, accountId, ref, update.PauseBehavior)).recording;
    case 'in-progress':
      return (await resumeRecording(deps, accountId, ref)).recording;
    case 'stopped':
      return (await stopRecording(deps, accountId, ref)).recording;
  }
}
