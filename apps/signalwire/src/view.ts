import type { CoreDeps } from '@tricord/core';
import type { AccountConfig } from '@tricord/runtime';
import type { Request, Response } from 'express';
import { accountOf } from './authenticate.ts';

/** How an account is shown what it asks for. */
export interface View {
  /** Whose shape it wants. */
  readonly flavour: AccountConfig['signalwire']['flavour'];
  readonly accountSid: string;
  /** Path of the account, below the base of its flavour's vendor. */
  readonly path: string;
  /** Scheme and host by which the client came, without a trailing slash. */
  readonly origin: string;
  /** Epoch milliseconds, for the length of what is live. */
  readonly now: number;
}

/** How the account that the request was let through to is shown things now. */
export function viewOf(req: Request, res: Response, { clock }: Pick<CoreDeps, 'clock'>): View {
  const { id, alias, signalwire } = accountOf(res);
  const twilio = signalwire.flavour === 'twilio';
  // Clients of Twilio know no AccountSid of another form.
  const accountSid = twilio ? (alias ?? id) : id;
  return {
    flavour: signalwire.flavour,
    accountSid,
    path: `${twilio ? '' : '/api/laml'}/2010-04-01/Accounts/${accountSid}`,
    origin: `${req.protocol}://${req.host}`,
    now: clock.now(),
  };
}
