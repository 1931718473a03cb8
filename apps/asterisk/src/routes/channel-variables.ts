import { type CoreDeps, describeSession, isTricordError, type Session } from '@tricord/core';
import type { Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import { refusal } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { toChannel } from '../mappers/channel.ts';
import { channelCallerId, channelVarset } from '../mappers/channel-event.ts';
import { describeVariable, isCallerId, readVariable } from '../mappers/channel-variable.ts';
import { findChannel, findStasisChannel } from './find-channel.ts';

type GetParameters = NonNullable<operations['getChannelVar']['parameters']['query']>;
type SetParameters = NonNullable<operations['setChannelVar']['parameters']['query']>;

const PATH = '/channels/:channelId/variable';

/** As in the native API, so that whatever is written here can be read there. */
const MAX_VARIABLES = 100;
const MAX_PARTY_TEXT = 256;

/** A call's metadata, and what is known of it, as variables of its channel. */
export function addChannelVariableRoutes(router: Router, core: CoreDeps, hub: EventHub): void {
  router.get(PATH, async (req, res) => {
    const { accountId } = userOf(res);
    const name = nameOf(req.query as GetParameters);
    const session = await findChannel(core, accountId, req.params.channelId).catch(
      (error: unknown) => {
        if (!isTricordError(error, 'session-not-found')) throw error;
        throw refusal(404, 'Provided channel was not found');
      },
    );
    const channel = toChannel(session, hub.of(accountId).applicationOf(session));
    const value = readVariable(name, { channel, session, now: core.clock.now() });
    if (value === undefined) throw refusal(404, 'Provided variable was not found');
    res.json({ value });
  });

  router.post(PATH, async (req, res) => {
    const { accountId } = userOf(res);
    const { value = '', ...parameters } = req.query as SetParameters;
    const name = nameOf(parameters);
    const { channels } = hub.of(accountId);
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    await setVariable(core, hub, session, { name, value });
    res.status(204).end();
  });
}

function nameOf({ variable }: GetParameters): string {
  if (variable === undefined) throw refusal(400, 'Variable name is required');
  return variable;
}

async function setVariable(
  core: CoreDeps,
  hub: EventHub,
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
  const account = hub.of(accountId);
  if (description.metadata !== undefined) {
    account.tellOfChannel(session, (channel) => channelVarset(at, channel, name, value));
  } else if (isCallerId(name)) {
    account.tellOfChannel(session, (channel) => channelCallerId(at, channel));
  }
}
