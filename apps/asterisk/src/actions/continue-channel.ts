import {
  type CoreDeps,
  findSession,
  isTricordError,
  leaveConference,
  type Session,
} from '@tricord/core';
import type { AccountEvents } from '../events/account-events.ts';
import type { Channel } from '../mappers/channel.ts';
import { stasisEnd } from '../mappers/channel-event.ts';

/** Removes the channel from its bridge and its application. There is no dialplan, so the call simply continues. */
export async function continueChannel(
  core: CoreDeps,
  account: AccountEvents,
  session: Session,
): Promise<void> {
  const { accountId, id, call } = session;
  if (call.conference !== undefined) {
    await leaveConference(core, accountId, call.conference.id, id).catch((error: unknown) => {
      // A concurrent request has removed it, or the conference has ended.
      if (isTricordError(error, 'conference-not-found')) return;
      if (!isTricordError(error, 'session-not-in-conference')) throw error;
    });
  }
  // The call may have ended or continued in the meantime.
  const present = await findSession(core, accountId, id);
  const application = account.applicationOf(present);
  if (application === undefined) return;
  const end = (channel: Channel) => stasisEnd(core.clock.now(), channel);
  account.tellOfChannel(present, end, { application });
  account.channels.leave(id);
}
