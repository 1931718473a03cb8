import { coreOf } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { shownAs, type View } from '../mappers/view.ts';

/** The current view of the request's account. */
export function viewOf(req: Request, res: Response, accounts: Accounts): View {
  const origin = `${req.protocol}://${req.host}`;
  return { ...shownAs(accounts.of(res)), origin, now: coreOf(res).clock.now() };
}
