import { type CoreDeps, findSession, listSessions, type Session } from '@tricord/core';
import type { Request, Response, Router } from 'express';
import { accountOf } from '../access/authenticate.ts';
import { statesOfCalls, toLamlCall } from '../mappers/call.ts';
import type { RouteDeps } from './dependencies.ts';
import { pathParameter } from './path-parameter.ts';
import { sendList } from './send-list.ts';
import { viewOf } from './view-of.ts';

const PATH = '/Accounts/:AccountSid/Calls';

/** The account's calls: so much of them as one needs to find their recordings. */
export function addCallRoutes(router: Router, { core }: RouteDeps): void {
  router.get(`${PATH}.json`, (req: Request, res: Response) => sendCalls(core, req, res));
  router.get(`${PATH}/:CallSid.json`, async (req: Request, res: Response) => {
    const session = await findSession(core, accountOf(res).id, pathParameter(req, 'CallSid'));
    res.json(toLamlCall(session, viewOf(req, res, core)));
  });
}

async function sendCalls(core: CoreDeps, req: Request, res: Response): Promise<void> {
  const { id: accountId } = accountOf(res);
  const view = viewOf(req, res, core);
  const { Status: status } = req.query;
  const states = status === undefined ? undefined : statesOfCalls(String(status));
  await sendList<Session>(req, res, view, {
    key: 'calls',
    path: '/Calls',
    filters: ['Status'],
    read: async (page) =>
      states?.length === 0
        ? { items: [] }
        : listSessions(core, { accountId, ...(states === undefined ? {} : { states }), ...page }),
    show: (session) => toLamlCall(session, view),
  });
}
