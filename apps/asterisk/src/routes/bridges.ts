import {
  type CoreDeps,
  conferenceMembers,
  endConference,
  findLiveConference,
  listAllConferences,
  listAllSessions,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import { createBridge } from '../actions/create-bridge.ts';
import type { operations } from '../generated/api.ts';
import { type Bridge, toBridge } from '../mappers/bridge.ts';
import { channelIdOf } from '../mappers/channel.ts';

type CreateParameters = NonNullable<operations['createBridge']['parameters']['query']>;

const PATH = '/bridges/:bridgeId';

/** Conferences as bridges: list, create, read, destroy. */
export function addBridgeRoutes(router: Router): void {
  router.get('/bridges', async (_req, res) => {
    const { accountId } = principalOf(res);
    res.json(await listBridges(coreOf(res), accountId));
  });

  router.get(PATH, async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const conference = await findLiveConference(core, accountId, req.params.bridgeId);
    const members = await conferenceMembers(core, accountId, conference.id);
    res.json(toBridge(conference, members.map(channelIdOf)));
  });

  router.delete(PATH, async (req, res) => {
    const { accountId } = principalOf(res);
    await endConference(coreOf(res), accountId, req.params.bridgeId);
    res.status(204).end();
  });

  const create = async (req: Request, res: Response, id: string | undefined) => {
    const { accountId } = principalOf(res);
    const { type, name = '' } = req.query as CreateParameters;
    const conference = await createBridge(coreOf(res), accountId, { id, type, name });
    res.json(toBridge(conference, []));
  };
  router.post('/bridges', (req, res) => create(req, res, (req.query as CreateParameters).bridgeId));
  router.post(PATH, (req, res) => create(req, res, req.params.bridgeId));
}

async function listBridges(core: CoreDeps, accountId: string): Promise<Bridge[]> {
  const conferences = await listAllConferences(core, { accountId, states: ['live'] });
  const channelIds = new Map<string, string[]>(conferences.map(({ id }) => [id, []]));
  for (const session of await listAllSessions(core, { accountId, states: ['live'] })) {
    channelIds.get(session.call.conference?.id ?? '')?.push(channelIdOf(session));
  }
  return conferences
    .map((conference) => toBridge(conference, channelIds.get(conference.id) ?? []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
