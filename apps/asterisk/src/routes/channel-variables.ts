import { isTricordError } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { findChannel, findStasisChannel } from '../actions/find-channel.ts';
import { setVariable } from '../actions/set-variable.ts';
import { refusal } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { toChannel } from '../mappers/channel.ts';
import { readVariable } from '../mappers/channel-variable.ts';

type GetParameters = NonNullable<operations['getChannelVar']['parameters']['query']>;
type SetParameters = NonNullable<operations['setChannelVar']['parameters']['query']>;

const PATH = '/channels/:channelId/variable';

/** A call's metadata and description, as variables of its channel. */
export function addChannelVariableRoutes(router: Router, hub: EventHub): void {
  router.get(PATH, async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
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
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { value = '', ...parameters } = req.query as SetParameters;
    const name = nameOf(parameters);
    const account = hub.of(accountId);
    const { channels } = account;
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    await setVariable(core, account, session, { name, value });
    res.status(204).end();
  });
}

function nameOf({ variable }: GetParameters): string {
  if (variable === undefined) throw refusal(400, 'Variable name is required');
  return variable;
}
