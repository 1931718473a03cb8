import { basicCredentials, HttpError, type Identify, type Principal } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { SignalwireAccount } from '../config.ts';
import type { Accounts, TokenHolder } from './accounts.ts';

/** The scope that SignalWire asks of a token for everything that concerns recordings. */
const SCOPE = 'voice';
/** Audio, open to everybody who knows its address unless the account wants otherwise. */
const MEDIA_PATHS: ReadonlySet<unknown> = new Set(
  ['', '.wav', '.mp3'].map((extension) => `/Accounts/{AccountSid}/Recordings/{Sid}${extension}`),
);
const ACCOUNT_SID = /^(?:\/api\/laml)?\/2010-04-01\/Accounts\/([^/]+)\//;

/**
 * Identifies requests by the account in their path and its token. Wrong tokens, unknown accounts and other accounts
 * cannot be told apart: all are unauthenticated. Audio is open to everybody, unless the account wants it
 * otherwise. That of an unknown account is not there, or, where some account's audio is not open, as
 * closed as that: nobody learns who has an account.
 */
export function identify(accounts: Accounts): Identify {
  return async (req, res) => {
    if (res.locals.operation === undefined) throw new HttpError({ kind: 'no-route' });
    const account = accounts.find(accountSidOf(req));
    if (isMedia(req, res)) {
      const closed = account?.signalwire.mediaRequiresAuth ?? accounts.someMediaRequiresAuth;
      if (!closed) return publicAudio(account);
    }
    const holder = await tokenHolder(accounts, req);
    if (holder === undefined || holder.account !== account) return undefined;
    if (!holder.scopes.some((scope) => scope.toLowerCase() === SCOPE)) {
      throw new HttpError({ kind: 'forbidden' });
    }
    return { accountId: account.id, role: 'admin' };
  };
}

function publicAudio(account: SignalwireAccount | undefined): Principal {
  if (account === undefined) throw new HttpError({ kind: 'no-route' });
  return { accountId: account.id, role: 'public' };
}

async function tokenHolder(accounts: Accounts, req: Request): Promise<TokenHolder | undefined> {
  const credentials = basicCredentials(req);
  return credentials && (await accounts.verify(credentials));
}

function isMedia(req: Request, res: Response): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && MEDIA_PATHS.has(res.locals.operation);
}

function accountSidOf(req: Request): string {
  const encoded = ACCOUNT_SID.exec(req.path)?.[1] ?? '';
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}
