import {
  type ActingCore,
  deleteRecording,
  discardRecording,
  findRecording,
  isLive,
  type RecordingRef,
} from '@tricord/core';

/**
 * Deletes a recording and its audio; a live one is discarded instead of finished.
 * @throws TricordError `recording-not-found`; the errors of `deleteRecording` and `discardRecording` of the core.
 */
export async function removeRecording(
  core: ActingCore,
  accountId: string,
  ref: RecordingRef,
): Promise<void> {
  const found = await findRecording(core, accountId, ref);
  const remove = isLive(found) ? discardRecording : deleteRecording;
  await remove(core, accountId, { found });
}
