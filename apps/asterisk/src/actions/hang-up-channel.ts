import { type CoreDeps, hangUp, type Session, settleWithin } from '@tricord/core';
import type { AccountEvents } from '../events/account-events.ts';
import type { operations } from '../generated/api.ts';
import { channelHangupRequest } from '../mappers/channel-event.ts';
import { toHangupCause } from '../mappers/hangup-cause.ts';

export type HangUpParameters = NonNullable<operations['hangup']['parameters']['query']>;

/** How long the answer to a hang-up waits for the call's recordings, milliseconds. */
const PATIENCE_MS = 5000;

/**
 * Ends the call and tells the application why; resolves once its recordings are stored, or after {@link PATIENCE_MS}.
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
    // It was over before: nobody will ask for the cause.
    account.channels.forget(id);
    throw error;
  });
  // What it fails with comes first: a failure settles no later than the wait that it ends.
  await Promise.race([over, settleWithin(core.clock, PATIENCE_MS, over)]);
}
