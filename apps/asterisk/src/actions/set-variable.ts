import { type CoreDeps, describeSession, type Session } from '@tricord/core';
import { refusal } from '../errors.ts';
import type { AccountEvents } from '../events/account-events.ts';
import { channelCallerId, channelVarset } from '../mappers/channel-event.ts';
import { describeVariable, isCallerId } from '../mappers/channel-variable.ts';

/** As in the native API, so that everything written here can be read there. */
const MAX_VARIABLES = 100;
const MAX_PARTY_TEXT = 256;

/**
 * Sets a variable of the channel, which describes the call or is stored in its metadata. Notifies the application.
 * @throws TricordError that ARI answers with 400.
 */
export async function setVariable(
  core: CoreDeps,
  account: AccountEvents,
  { accountId, id, call }: Session,
  { name, value }: { name: string; value: string },
): Promise<void> {
  const description = describeVariable(name, value);
  // Asterisk, too, accepts a function that cannot be set.
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
