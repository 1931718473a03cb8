import { type CoreDeps, describeSession, type Session } from '@tricord/core';
import { refusal } from '../errors.ts';
import type { AccountEvents } from '../events/account-events.ts';
import { channelCallerId, channelVarset } from '../mappers/channel-event.ts';
import { describeVariable, isCallerId } from '../mappers/channel-variable.ts';

/** As in the native API, so that whatever is written here can be read there. */
const MAX_VARIABLES = 100;
const MAX_PARTY_TEXT = 256;

/**
 * Sets a variable of the channel: what it says of the call, or the call's metadata. Tells the application.
 * @throws TricordError that ARI answers by 400.
 */
export async function setVariable(
  core: CoreDeps,
  account: AccountEvents,
  { accountId, id, call }: Session,
  { name, value }: { name: string; value: string },
): Promise<void> {
  const description = describeVariable(name, value);
  // Asterisk, too, says yes to a function that takes no value.
  if (description === undefined) return;
  if (description.metadata === undefined) {
    if (value.length > MAX_PARTY_TEXT) throw refusal(400, 'Error parsing request');
  } else {
    const names = Object.keys({ ...call.metadata, ...description.metadata });
    if (names.length > MAX_VARIABLES) throw refusal(400, 'Too many variables');
  }
  const { session } = await describeSession(core, accountId, id, description);
  const at = core.clock.now();
  if (description.metadata !== undefined) {
    account.tellOfChannel(session, (channel) => channelVarset(at, channel, name, value));
  } else if (isCallerId(name)) {
    account.tellOfChannel(session, (channel) => channelCallerId(at, channel));
  }
}
