import { type CoreDeps, findRecording, type Recording, TricordError } from '@tricord/core';
import { type Caller, isSameUser } from '../access/callers.ts';

/**
 * A recording in the archive that the caller may see: level 2 sees one's own. Others' are as absent as
 * unknown ones.
 * @throws TricordError `recording-not-found`.
 */
export async function findCompleted(
  core: CoreDeps,
  { accountId, level, username }: Caller,
  id: string,
): Promise<{ recording: Recording; media: NonNullable<Recording['media']> }> {
  const recording = await findRecording(core, accountId, { id });
  const { state, media, call } = recording;
  const mayRead = level === 10 || isSameUser(call.username, username);
  if (state !== 'done' || media === undefined || !mayRead) {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  return { recording, media };
}
