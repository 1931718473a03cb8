import { listAllSessions } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { continueChannel } from '../actions/continue-channel.ts';
import { findChannel, findStasisChannel } from '../actions/find-channel.ts';
import { type HangUpParameters, hangUpChannel } from '../actions/hang-up-channel.ts';
import type { EventHub } from '../events/event-hub.ts';
import { toChannel } from '../mappers/channel.ts';

const PATH = '/channels/:channelId';

/** Sessions as channels: list, read, answer, continue, hang up. */
export function addChannelRoutes(router: Router, hub: EventHub): void {
  router.get('/channels', async (_req, res) => {
    const { accountId } = principalOf(res);
    const account = hub.of(accountId);
    const sessions = await listAllSessions(coreOf(res), { accountId, states: ['live'] });
    res.json(sessions.map((session) => toChannel(session, account.applicationOf(session))));
  });

  router.get(PATH, async (req, res) => {
    const { accountId } = principalOf(res);
    const session = await findChannel(coreOf(res), accountId, req.params.channelId);
    res.json(toChannel(session, hub.of(accountId).applicationOf(session)));
  });

  router.delete(PATH, async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const session = await findChannel(core, accountId, req.params.channelId);
    await hangUpChannel(core, hub.of(accountId), session, req.query as HangUpParameters);
    res.status(204).end();
  });

  router.post(`${PATH}/answer`, async (req, res) => {
    const { accountId } = principalOf(res);
    await findStasisChannel(
      coreOf(res),
      hub.of(accountId).channels,
      accountId,
      req.params.channelId,
    );
    res.status(204).end();
  });

  router.post(`${PATH}/continue`, async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const account = hub.of(accountId);
    const { channels } = account;
    const session = await findStasisChannel(core, channels, accountId, req.params.channelId);
    await continueChannel(core, account, session);
    res.status(204).end();
  });
}
