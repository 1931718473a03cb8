import { principalOf } from '@tricord/http-kit';
import type { Runtime } from '@tricord/runtime';
import type { Router } from 'express';
import type { components } from '../generated/api.ts';
import { toCallDescription } from '../mappers/call.ts';
import { toWireSession } from '../mappers/session.ts';

export function addCallRoutes(router: Router, dial: Runtime['dial']): void {
  router.post('/calls', async (req, res) => {
    const { accountId } = principalOf(res);
    const { url, id, call = {} }: components['schemas']['CallFetch'] = req.body;
    const session = await dial(accountId, {
      url,
      description: toCallDescription(call),
      ...(id === undefined ? {} : { id: id.toLowerCase() }),
    });
    const wire = toWireSession(session);
    res.location(wire.links.self).status(201).json(wire);
  });
}
