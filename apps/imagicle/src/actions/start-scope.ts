import { type CoreDeps, isSameUser, type LineRef, TricordError } from '@tricord/core';
import type { NamedPrincipal } from '@tricord/http-kit';
import type { components } from '../generated/api.ts';
import { lineRef } from '../mappers/line-ref.ts';
import { ownUser } from './own-user.ts';
import type { StartScope } from './start-on-lines.ts';

type StartRecording = components['schemas']['StartRecording'];

/**
 * The lines that a body names. Media forking happens on a device, so a start that names a device does
 * not apply to calls without one. Those reach the recorder by dial-in, where the PBX reports only the
 * number; mode 1 finds them, too.
 */
export async function namedLines(
  core: CoreDeps,
  accountId: string,
  { mode, ...names }: StartRecording,
): Promise<StartScope> {
  const named: LineRef = lineRef(names);
  const lines = await core.directory.lines(accountId, named);
  if (lines.length === 0) {
    const { deviceName } = named;
    throw new TricordError('line-not-found', 'No such line', {
      details: deviceName === undefined ? {} : { deviceName },
    });
  }
  const needsDevice = named.deviceName !== undefined && mode !== 1;
  return {
    lines,
    includes: ({ call }) => !needsDevice || call.line.deviceName !== undefined,
  };
}

/** The caller's own lines; on a shared extension, without the calls of other users. */
export async function ownLines(core: CoreDeps, caller: NamedPrincipal): Promise<StartScope> {
  const user = await ownUser(core, caller);
  return {
    lines: user.lines.map((line) => ({ line, owner: user })),
    includes: ({ call }) => call.username === undefined || isSameUser(call.username, user.username),
    owner: user.username,
  };
}
