import { describeSession, findSession, hangUp, listSessions, withdrawSession } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { components, operations } from '../generated/api.ts';
import { toCallDescription } from '../mappers/call.ts';
import { toAfter, toCallFilter, toConferenceFilter } from '../mappers/query.ts';
import { toWireSession } from '../mappers/session.ts';

type ListQuery = NonNullable<operations['listSessions']['parameters']['query']>;

export function addSessionRoutes(router: Router): void {
  router.get('/sessions', async (req, res) => {
    const core = coreOf(res);
    const { accountId } = principalOf(res);
    const { state, conferenceId, limit = 100, after, ...rest } = req.query as ListQuery;
    const page = await listSessions(core, {
      accountId,
      limit,
      ...(await toCallFilter(core.directory, accountId, rest)),
      ...toConferenceFilter(accountId, conferenceId),
      ...toAfter(after),
      ...(state === undefined ? {} : { states: state }),
    });
    res.json({
      sessions: page.items.map(toWireSession),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.put('/sessions/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    const body: components['schemas']['CallDescription'] = req.body ?? {};
    const id = req.params.id.toLowerCase();
    const { session, created } = await describeSession(
      coreOf(res),
      accountId,
      id,
      toCallDescription(body),
    );
    const wire = toWireSession(session);
    if (created) res.location(wire.links.self);
    res.status(created ? 201 : 200).json(wire);
  });

  router.get('/sessions/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    res.json(toWireSession(await findSession(coreOf(res), accountId, req.params.id)));
  });

  router.delete('/sessions/:id', async (req, res) => {
    const { accountId } = principalOf(res);
    const core = coreOf(res);
    const { id } = req.params;
    if (!(await withdrawSession(core, accountId, id))) await hangUp(core, accountId, id);
    res.status(204).end();
  });
}
