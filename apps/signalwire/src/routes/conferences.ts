import {
  type Conference,
  type ConferenceQuery,
  type CoreDeps,
  findConference,
  isTricordError,
  listConferences,
  type Page,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response, Router } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { statesOfConferences, toLamlConference } from '../mappers/conference.ts';
import { DATE_FILTERS, toDateRange } from '../mappers/date-range.ts';
import { pathParameter } from './path-parameter.ts';
import { sendList } from './send-list.ts';
import { viewOf } from './view-of.ts';

const PATH = '/Accounts/:AccountSid/Conferences';

/** The account's conferences, as far as needed to find their recordings. */
export function addConferenceRoutes(router: Router, accounts: Accounts): void {
  router.get(`${PATH}.json`, (req: Request, res: Response) => sendConferences(accounts, req, res));
  router.get(`${PATH}/:ConferenceSid.json`, async (req: Request, res: Response) => {
    const { accountId } = principalOf(res);
    const sid = pathParameter(req, 'ConferenceSid');
    const conference = await findConference(coreOf(res), accountId, sid);
    res.json(toLamlConference(conference, viewOf(req, res, accounts)));
  });
}

async function sendConferences(accounts: Accounts, req: Request, res: Response): Promise<void> {
  const core = coreOf(res);
  const { accountId } = principalOf(res);
  const view = viewOf(req, res, accounts);
  const { Status: status, FriendlyName: name } = req.query;
  const wanted: Wanted = {
    accountId,
    ...(status === undefined ? {} : { states: statesOfConferences(String(status)) }),
    ...toDateRange(req.query),
  };
  await sendList<Conference>(req, res, view, {
    key: 'conferences',
    path: '/Conferences',
    filters: [...DATE_FILTERS, 'Status', 'FriendlyName'],
    read: async (page) => {
      if (name !== undefined) return named(core, wanted, String(name));
      if (wanted.states?.length === 0) return { items: [] };
      return listConferences(core, { ...wanted, ...page });
    },
    show: (conference) => toLamlConference(conference, view),
  });
}

type Wanted = Omit<ConferenceQuery, 'limit' | 'after' | 'before'>;

/** The conference with this name, at most one per account, if it also matches the other filters. */
async function named(core: CoreDeps, wanted: Wanted, name: string): Promise<Page<Conference>> {
  try {
    const found = await findConference(core, wanted.accountId, name);
    const { createdFrom = found.createdAt, createdBefore = Number.POSITIVE_INFINITY } = wanted;
    const fits =
      found.name === name &&
      (wanted.states?.includes(found.state) ?? true) &&
      found.createdAt >= createdFrom &&
      found.createdAt < createdBefore;
    return { items: fits ? [found] : [] };
  } catch (error) {
    if (isTricordError(error, 'conference-not-found')) return { items: [] };
    throw error;
  }
}
