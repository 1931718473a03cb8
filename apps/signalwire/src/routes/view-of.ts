import { basicCredentials, coreOf } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { flavorOf, shownAs, type View } from '../mappers/view.ts';
import { pathParameter } from './path-parameter.ts';

/** The current view of the request's account. */
export function viewOf(req: Request, res: Response, accounts: Accounts): View {
  const origin = `${req.protocol}://${req.host}`;
  const account = accounts.of(res);
  const sid = pathParameter(req, 'AccountSid') || basicCredentials(req)?.username;
  const flavor = flavorOf(account, sid);
  return { ...shownAs(account, flavor), origin, now: coreOf(res).clock.now() };
}
