import { type CoreDeps, findRecording, type Recording, TricordError } from '@tricord/core';
import { type NamedPrincipal, readerOf } from '@tricord/http-kit';

/**
 * A recording in the archive that the caller may see: managers see all, readers their own and those of the
 * groups that they supervise. Other recordings look like unknown ones.
 * @throws TricordError `recording-not-found`.
 */
export async function findCompleted(
  core: CoreDeps,
  caller: NamedPrincipal,
  id: string,
): Promise<{ recording: Recording; media: NonNullable<Recording['media']> }> {
  const recording = await findRecording(core, caller.accountId, { id }, readerOf(caller));
  const { state, media } = recording;
  if (state !== 'done' || media === undefined) {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  return { recording, media };
}
