import {
  type DeleteDeps,
  deleteRecording,
  isLive,
  type Recording,
  refusePreserved,
  TricordError,
} from '@tricord/core';

/**
 * Deletes a recording that has ended, and its audio.
 * @throws TricordError `recording-preserved`; `invalid-argument` while it is live: to discard it, a client must
 *   stop it first.
 */
export async function deleteEnded(deps: DeleteDeps, recording: Recording): Promise<void> {
  const { accountId, id } = recording;
  refusePreserved(recording);
  if (isLive(recording)) {
    throw new TricordError('invalid-argument', `Recording ${id} is not over: stop it first`);
  }
  await deleteRecording(deps, accountId, { found: recording });
}
