import {
  createConference,
  endConference,
  findConference,
  joinConference,
  leaveConference,
  listConferences,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { components, operations } from '../generated/api.ts';
import { toWireConference } from '../mappers/conference.ts';
import { toAfter, toCreatedFilter } from '../mappers/query.ts';

type ListQuery = NonNullable<operations['listConferences']['parameters']['query']>;

export function addConferenceRoutes(router: Router): void {
  router.get('/conferences', async (req, res) => {
    const { accountId } = principalOf(res);
    const { state, limit = 100, after, ...created } = req.query as ListQuery;
    const page = await listConferences(coreOf(res), {
      accountId,
      limit,
      ...toAfter(after),
      ...toCreatedFilter(created),
      ...(state === undefined ? {} : { states: state }),
    });
    res.json({
      conferences: page.items.map(toWireConference),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.post('/conferences', async (req, res) => {
    const { accountId } = principalOf(res);
    const body: components['schemas']['ConferenceCreation'] = req.body ?? {};
    const wire = toWireConference(await createConference(coreOf(res), accountId, body));
    res.location(wire.links.self).status(201).json(wire);
  });

  router.get('/conferences/:conference', async (req, res) => {
    const { accountId } = principalOf(res);
    const conference = await findConference(coreOf(res), accountId, req.params.conference);
    res.json(toWireConference(conference));
  });

  router.delete('/conferences/:conference', async (req, res) => {
    const { accountId } = principalOf(res);
    await endConference(coreOf(res), accountId, req.params.conference);
    res.status(204).end();
  });

  router.put('/conferences/:conference/members/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    const { conference, id } = req.params;
    await joinConference(coreOf(res), accountId, conference, id);
    res.status(204).end();
  });

  router.delete('/conferences/:conference/members/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    const { conference, id } = req.params;
    await leaveConference(coreOf(res), accountId, conference, id);
    res.status(204).end();
  });
}
