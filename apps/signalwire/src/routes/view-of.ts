import type { CoreDeps } from '@tricord/core';
import type { Request, Response } from 'express';
import { accountOf } from '../access/authenticate.ts';
import { shownAs, type View } from '../mappers/view.ts';

/** How the account of the request is shown things now. */
export function viewOf(req: Request, res: Response, { clock }: Pick<CoreDeps, 'clock'>): View {
  const origin = `${req.protocol}://${req.host}`;
  return { ...shownAs(accountOf(res)), origin, now: clock.now() };
}
