import { type CoreDeps, hangUp, type Session, settleWithin } from '@tricord/core';
import type { AccountEvents } from '../events/account-events.ts';
import type { operations } from '../generated/api.ts';
import { channelHangupRequest } from '../mappers/channel-event.ts';
import { toHangupCause } from '../mappers/hangup-cause.ts';

export type HangUpParameters = NonNullable<operations['hangup']['parameters']['query']>;

/** How long the response to a hang-up waits for the call's recordings. */
const MAX_WAIT_MS = 5000;

/**
 * Ends the call and sends the cause to the application; resolves once its recordings are stored, or after {@link MAX_WAIT_MS}.
 * @throws TricordError as `hangUp` of the core.
 */
export async function hangUpChannel(
  core: CoreDeps,
  account: AccountEvents,
  session: Session,
  parameters: HangUpParameters,
): Promise<void> {
  const { accountId, id } = session;
  const cause = toHangupCause(parameters);
  if (session.state === 'live') {
    account.channels.hangUp(id, cause);
    account.tellOfChannel(session, (channel) => channelHangupRequest(core.clock.now(), channel));
  }
  const over = hangUp(core, accountId, id).catch((error: unknown) => {
    // The call had ended before, so the cause is not needed.
    account.channels.forget(id);
    throw error;
  });
  // Its failure must win: it settles no later than the wait that it ends.
  await Promise.race([over, settleWithin(core.clock, MAX_WAIT_MS, over)]);
}
