import type { Session, SessionDescription } from '@tricord/core';
import { principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import type { components } from '../generated/api.ts';
import { toCallDescription } from '../mappers/call.ts';
import { toWireSession } from '../mappers/session.ts';

/**
 * Fetches an account's call from a PBX by WebSocket. Resolves once its session is live.
 * @throws TricordError `forbidden` when dialing is not allowed for the account or the host.
 */
export type Dial = (accountId: string, call: CallToFetch) => Promise<Session>;

/** A call to fetch from a PBX. */
interface CallToFetch {
  readonly url: string;
  /** UUID of the session. */
  readonly id?: string;
  readonly description?: SessionDescription;
}

export function addCallRoutes(router: Router, dial: Dial): void {
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
