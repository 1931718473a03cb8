import {
  type CoreDeps,
  createConference,
  endConference,
  findConference,
  joinConference,
  leaveConference,
  listConferences,
} from '@tricord/core';
import type { Router } from 'express';
import { accountOf } from '../access/authenticate.ts';
import type { components, operations } from '../generated/api.ts';
import { toWireConference } from '../mappers/conference.ts';
import { toAfter, toCreatedFilter } from '../mappers/query.ts';

type ListQuery = NonNullable<operations['listConferences']['parameters']['query']>;

export function addConferenceRoutes(router: Router, core: CoreDeps): void {
  router.get('/conferences', async (req, res) => {
    const { state, limit = 100, after, ...created } = req.query as ListQuery;
    const page = await listConferences(core, {
      accountId: accountOf(res),
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
    const body: components['schemas']['ConferenceCreation'] = req.body ?? {};
    const wire = toWireConference(await createConference(core, accountOf(res), body));
    res.location(wire.links.self).status(201).json(wire);
  });

  router.get('/conferences/:conference', async (req, res) => {
    const conference = await findConference(core, accountOf(res), req.params.conference);
    res.json(toWireConference(conference));
  });

  router.delete('/conferences/:conference', async (req, res) => {
    await endConference(core, accountOf(res), req.params.conference);
    res.status(204).end();
  });

  router.put('/conferences/:conference/members/:id', async (req, res) => {
    const { conference, id } = req.params;
    await joinConference(core, accountOf(res), conference, id);
    res.status(204).end();
  });

  router.delete('/conferences/:conference/members/:id', async (req, res) => {
    const { conference, id } = req.params;
    await leaveConference(core, accountOf(res), conference, id);
    res.status(204).end();
  });
}
