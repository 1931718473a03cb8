import { type CoreDeps, listAllSessions } from '@tricord/core';
import type { Router } from 'express';
import { userOf } from '../access/authenticate.ts';
import { continueChannel } from '../actions/continue-channel.ts';
import { findChannel, findStasisChannel } from '../actions/find-channel.ts';
import { type HangUpParameters, hangUpChannel } from '../actions/hang-up-channel.ts';
import type { EventHub } from '../events/event-hub.ts';
import { toChannel } from '../mappers/channel.ts';

const PATH = '/channels/:channelId';

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
