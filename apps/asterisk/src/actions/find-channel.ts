import { type CoreDeps, findSession, type Session, TricordError } from '@tricord/core';
import type { StasisChannels } from '../applications/stasis-channels.ts';

/**
 * The channel of that id. A call that is expected is a channel that is not up yet; one that is over is none any more.
 * @throws TricordError `session-not-found`.
 */
export async function findChannel(
  core: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  id: string,
): Promise<Session> {
  const session = await findSession(core, accountId, id);
  if (session.state === 'ended') {
    throw new TricordError('session-not-found', `Session ${session.id} has ended`);
  }
  return session;
}

/**
 * As {@link findChannel}, and it is in the account's application.
 * @throws TricordError `session-not-live` when its audio has not begun, or it has continued.
 */
export async function findStasisChannel(
  core: Pick<CoreDeps, 'catalog'>,
  channels: StasisChannels,
  accountId: string,
  id: string,
): Promise<Session> {
  const session = await findChannel(core, accountId, id);
  if (!channels.has(session)) {
    throw new TricordError('session-not-live', `Session ${session.id} is in no application`);
  }
  return session;
}
