import { type CoreDeps, findSession, type Session, TricordError } from '@tricord/core';
import type { StasisChannels } from '../applications/stasis-channels.ts';

/**
 * The channel with this id. An expected session is a channel that is not up yet; an ended session is no longer a channel.
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
 * As {@link findChannel}, for a channel in the account's application.
 * @throws TricordError `session-not-live` when its audio has not begun, or it has left the application.
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
