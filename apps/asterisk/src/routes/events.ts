import {
  type CoreDeps,
  conferenceMembers,
  findLiveConference,
  isTricordError,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import { findApplication } from '../actions/find-application.ts';
import { findChannel } from '../actions/find-channel.ts';
import { parseSourceUri } from '../applications/event-source.ts';
import { refusal } from '../errors.ts';
import type { AccountEvents } from '../events/account-events.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { toBridge } from '../mappers/bridge.ts';
import { channelIdOf, toChannel } from '../mappers/channel.ts';
import { toUserEvent, type UserEventSources } from '../mappers/user-event.ts';

type UserEventParameters = NonNullable<operations['userEvent']['parameters']['query']>;

/** User events, and `GET /events` over HTTP; handshakes are handled elsewhere. */
export function addEventRoutes(router: Router, hub: EventHub): void {
  router.get('/events', (_req, res) => {
    res.setHeader('Upgrade', 'websocket');
    res.status(426).json({ message: 'Upgrade Required' });
  });

  router.post('/events/user/:eventName', (req, res) => sendUserEvent(hub, req, res));
}

async function sendUserEvent(
  hub: EventHub,
  req: Request<{ eventName: string }>,
  res: Response,
): Promise<void> {
  const core = coreOf(res);
  const { accountId } = principalOf(res);
  const events = hub.of(accountId);
  const { application: name, source } = req.query as UserEventParameters;
  if (name === undefined) throw refusal(400, 'Missing parameter application');
  const application = findApplication(hub, accountId, name);
  const variables = variablesOf(req.body);
  const sources: UserEventSources = {};
  for (const uri of source?.split(',') ?? []) {
    Object.assign(sources, await findSource(core, accountId, events, uri));
  }
  const at = core.clock.now();
  const { eventName } = req.params;
  const { systemId } = events;
  events.send(application, toUserEvent({ name: eventName, variables, sources, at, systemId }));
  res.status(204).end();
}

/** Asterisk has a 500 for variables that are not an object, which is a client error. */
function variablesOf(body: unknown): object {
  if (typeof body !== 'object' || body === null || !('variables' in body)) return {};
  const { variables } = body;
  if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) {
    return variables;
  }
  throw refusal(400, 'Error processing request');
}

/** Of several channels or bridges, the last one is used. */
async function findSource(
  core: CoreDeps,
  accountId: string,
  events: AccountEvents,
  uri: string,
): Promise<UserEventSources> {
  const { kind, id } = parseSourceUri(uri) ?? {};
  if (kind === undefined || id === undefined || kind === 'deviceState') {
    throw refusal(400, 'Invalid event source URI scheme');
  }
  try {
    if (kind === 'channel') {
      const session = await findChannel(core, accountId, id);
      return { channel: toChannel(session, events.applicationOf(session)) };
    }
    if (kind === 'bridge') {
      const conference = await findLiveConference(core, accountId, id);
      const members = await conferenceMembers(core, accountId, conference.id);
      return { bridge: toBridge(conference, members.map(channelIdOf)) };
    }
  } catch (error) {
    if (!isTricordError(error)) throw error;
  }
  throw refusal(422, 'Event source was not found');
}
