import {
  type Conference,
  type CoreDeps,
  findLiveConference,
  isTricordError,
  joinConference,
  LIVE_STATES,
  leaveConference,
  listAllRecordings,
  type Session,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import { findChannel } from '../actions/find-channel.ts';
import { refusal } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { channelIdOf } from '../mappers/channel.ts';

type Parameters = NonNullable<operations['removeChannel']['parameters']['query']>;
type BridgeRequest = Request<{ bridgeId: string }>;

/** Members of a bridge: add and remove channels. */
export function addBridgeMemberRoutes(router: Router, hub: EventHub): void {
  router.post('/bridges/:bridgeId/addChannel', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { conference, sessions } = await findNamed(hub, req, res);
    for (const session of sessions) {
      await refuseRecorded(core, session);
      await joinConference(core, accountId, conference.id, session.id);
    }
    res.status(204).end();
  });

  router.post('/bridges/:bridgeId/removeChannel', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { conference, sessions } = await findNamed(hub, req, res);
    if (sessions.some(({ call }) => call.conference?.id !== conference.id)) {
      throw refusal(422, 'Channel not in this bridge');
    }
    for (const session of sessions) {
      await leaveConference(core, accountId, conference.id, session.id);
    }
    res.status(204).end();
  });
}

/** The bridge and the channels of a request; each channel must be in the application. */
async function findNamed(
  hub: EventHub,
  req: BridgeRequest,
  res: Response,
): Promise<{ conference: Conference; sessions: readonly Session[] }> {
  const core = coreOf(res);
  const { accountId } = principalOf(res);
  const conference = await findLiveConference(core, accountId, req.params.bridgeId);
  const { channel } = req.query as Parameters;
  if (channel === undefined) throw refusal(400, 'Missing parameter channel');
  const { channels } = hub.of(accountId);
  const sessions = new Map<string, Session>();
  for (const id of channel.split(',')) {
    const session = await findChannel(core, accountId, id.trim()).catch((error: unknown) => {
      if (!isTricordError(error, 'session-not-found')) throw error;
      throw refusal(400, 'Channel not found');
    });
    if (!channels.has(session)) throw refusal(422, 'Channel not in Stasis application');
    sessions.set(session.id, session);
  }
  return { conference, sessions: [...sessions.values()] };
}

/** Recordings of other dialects or of automatic lines do not block a channel, like MixMonitor's in Asterisk. */
async function refuseRecorded(core: CoreDeps, session: Session): Promise<void> {
  const { accountId, id } = session;
  const live = await listAllRecordings(core, { accountId, sessionId: id, states: LIVE_STATES });
  if (live.some(({ origin }) => origin.via === 'asterisk')) {
    throw refusal(409, `Channel ${channelIdOf(session)} currently recording`);
  }
}
