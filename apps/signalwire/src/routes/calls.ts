import { findSession, listSessions, type Session } from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { completeCall } from '../actions/complete-call.ts';
import { toLamlCall } from '../mappers/call.ts';
import { CALL_FILTERS, toCallFilter } from '../mappers/call-filter.ts';
import { pathParameter } from './path-parameter.ts';
import { sendList } from './send-list.ts';
import { viewOf } from './view-of.ts';

const PATH = '/Accounts/:AccountSid/Calls';

/** The account's calls: those that there are, one of them, and hanging it up. */
export function addCallRoutes(router: Router, accounts: Accounts): void {
  router.get(`${PATH}.json`, (req: Request, res: Response) => sendCalls(accounts, req, res));
  router.get(`${PATH}/:CallSid.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const session = await findSession(coreOf(res), accountId, pathParameter(req, 'CallSid'));
    res.json(toLamlCall(session, viewOf(req, res, accounts)));
  });
  router.post(`${PATH}/:CallSid.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    // `completed` is the only Status that there is.
    const session = await completeCall(coreOf(res), accountId, pathParameter(req, 'CallSid'));
    res.json(toLamlCall(session, viewOf(req, res, accounts)));
  });
}

async function sendCalls(accounts: Accounts, req: Request, res: Response): Promise<void> {
  const core = coreOf(res);
  const { accountId } = principalOf(res);
  const view = viewOf(req, res, accounts);
  const filter = toCallFilter(req.query);
  await sendList<Session>(req, res, view, {
    key: 'calls',
    path: '/Calls',
    filters: CALL_FILTERS,
    read: async (page) =>
      filter === 'nobody' ? { items: [] } : listSessions(core, { accountId, ...filter, ...page }),
    show: (session) => toLamlCall(session, view),
  });
}
