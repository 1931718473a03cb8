import {
  type CoreDeps,
  pauseRecording,
  type Recording,
  resumeRecording,
  stopRecording,
} from '@tricord/core';
import type { components } from './generated/api.ts';
import { waitAtMost } from './wait-at-most.ts';

type UpdateRecording = components['schemas']['UpdateRecording'];

/** How long the answer to a stop is held back for the audio to be ready, at most. */
const SETTLE_MS = 5_000;

/**
 * Does what an update asks, and gives the recording right after it. A stop is answered as `stopped`, but only
 * once the media can be fetched, so that a client which does so at once succeeds; if it takes long, the
 * answer does not wait.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export async function updateRecording(
  deps: Pick<CoreDeps, 'catalog' | 'recorder' | 'clock'>,
  { accountId, id }: Recording,
  update: UpdateRecording,
): Promise<Recording> {
  const ref = { id };
  switch (update.Status) {
    case 'paused':
      return (await pauseRecording(deps, accountId, ref, update.PauseBehavior)).recording;
    case 'in-progress':
      return (await resumeRecording(deps, accountId, ref)).recording;
    case 'stopped': {
      const { recording, settled } = await stopRecording(deps, accountId, ref);
      await waitAtMost(deps.clock, SETTLE_MS, settled);
      return recording;
    }
  }
}
