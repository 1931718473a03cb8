import {
  type CoreDeps,
  findRecording,
  isSameUser,
  type Recording,
  TricordError,
} from '@tricord/core';
import type { NamedPrincipal } from '@tricord/http-kit';

/**
 * A recording in the archive that the caller may see: managers see all, readers only their own. Other
 * recordings look like unknown ones.
 * @throws TricordError `recording-not-found`.
 */
export async function findCompleted(
  core: CoreDeps,
  { accountId, role, username }: NamedPrincipal,
  id: string,
): Promise<{ recording: Recording; media: NonNullable<Recording['media']> }> {
  const recording = await findRecording(core, accountId, { id });
  const { state, media, call } = recording;
  const mayRead = role === 'manager' || isSameUser(call.username, username);
  if (state !== 'done' || media === undefined || !mayRead) {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  return { recording, media };
}
