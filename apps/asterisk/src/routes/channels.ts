import {
  type CoreDeps,
  findSession,
  hangUp,
  isTricordError,
  leaveConference,
  listAllSessions,
  type Session,
  settleWithin,
} from '@tricord/core';
import type { Router } from 'express';
import { userOf } from '../dispatch/authenticate.ts';
import type { AccountEvents } from '../events/account-events.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { operations } from '../generated/api.ts';
import { toChannel } from '../mappers/channel.ts';
import { channelHangupRequest, stasisEnd } from '../mappers/channel-event.ts';
import { toHangupCause } from '../mappers/hangup-cause.ts';
import { findChannel, findStasisChannel } from './find-channel.ts';

type HangUpParameters = NonNullable<operations['hangup']['parameters']['query']>;

const PATH = '/channels/:channelId';

/** How long the answer to a hang-up waits for the call's recordings, milliseconds. */
const PATIENCE_MS = 5000;

/** Sessions as channels: list, read, answer, continue, hang up. */
export function addChannelRoutes(router: Router, core: CoreDeps, hub: EventHub): void {
  router.get('/channels', async (_req, res) => {
    const { accountId } = userOf(res);
    const account = hub.of(accountId);
    const sessions = await listAllSessions(core, { accountId, states: ['live'] });
    res.json(sessions.map((session) => toChannel(session, account.applicationOf(session))));
  });

  router.get(PATH, async (req, res) => {
    const { accountId } = userOf(res);
    const session = await findChannel(core, accountId, req.params.channelId);
    res.json(toChannel(session, hub.of(accountId).applicationOf(session)));
  });

  router.delete(PATH, async (req, res) => {
    const { accountId } = userOf(res);
    const session = await findChannel(core, accountId, req.params.channelId);
    await hangUpChannel(core, hub.of(accountId), session, req.query as HangUpParameters);
    res.status(204).end();
  });

  router.post(`${PATH}/answer`, async (req, res) => {
    const { accountId } = userOf(res);
    await findStasisChannel(core, hub.of(accountId).channels, accountId, req.params.channelId);
    res.status(204).end();
  });

  router.post(`${PATH}/continue`, async (req, res) => {
    const { accountId } = userOf(res);
    const account = hub.of(accountId);
    const { channels } = account;
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    await continueChannel(core, account, session);
    res.status(204).end();
  });
}

async function hangUpChannel(
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

/** There is no dialplan to go on in: the call goes on by itself, outside of the application. */
async function continueChannel(
  core: CoreDeps,
  account: AccountEvents,
  session: Session,
): Promise<void> {
  const { accountId, id, call } = session;
  if (call.conference !== undefined) {
    await leaveConference(core, accountId, call.conference.id, id).catch((error: unknown) => {
      // Somebody else was faster: it is out of the conference, or the conference is over.
      if (isTricordError(error, 'conference-not-found')) return;
      if (!isTricordError(error, 'session-not-in-conference')) throw error;
    });
  }
  // Meanwhile the call may have ended, or continued already.
  const present = await findSession(core, accountId, id);
  if (!account.channels.has(present)) return;
  account.tellOfChannel(present, (channel) => stasisEnd(core.clock.now(), channel), 'stasis');
  account.channels.leave(id);
}
