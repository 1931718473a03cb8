import { basicCredentials, HttpError } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { Request, RequestHandler, Response } from 'express';
import type { Accounts } from './accounts.ts';

/** The scope that SignalWire asks of a token for everything that concerns recordings. */
const SCOPE = 'voice';
/** Audio, open to everybody who knows its address unless the account wants otherwise. */
const MEDIA_PATHS: ReadonlySet<unknown> = new Set(
  ['', '.wav', '.mp3'].map((extension) => `/Accounts/{AccountSid}/Recordings/{Sid}${extension}`),
);
const ACCOUNT_SID = /^(?:\/api\/laml)?\/2010-04-01\/Accounts\/([^/]+)\//;

/**
 * Lets a request through to the account in its path. Wrong tokens, unknown accounts and other accounts
 * cannot be told apart: all are unauthenticated. Audio is open to everybody, unless the account wants it
 * otherwise. That of an unknown account is not there, or, where some account's audio is not open, as
 * closed as that: nobody learns who has an account.
 */
export function authenticate(accounts: Accounts): RequestHandler {
  return async (req, res, next) => {
    if (res.locals.operation === undefined) {
      next();
      return;
    }
    const account = accounts.find(accountSidOf(req));
    if (isMedia(req, res)) {
      const closed = account?.signalwire.mediaRequiresAuth ?? accounts.someMediaRequiresAuth;
      if (closed) await checkCaller(accounts, account, req);
      res.locals.open = !closed;
      if (account === undefined) throw new HttpError({ kind: 'no-route' });
    } else {
      await checkCaller(accounts, account, req);
    }
    res.locals.account = account;
    next();
  };
}

/** The account that the request was let through to. */
export function accountOf(res: Response): AccountConfig {
  const account: AccountConfig | undefined = res.locals.account;
  if (account === undefined) throw new HttpError({ kind: 'unauthenticated' });
  return account;
}

/** Whether the request was let through without a token. */
export function isOpen(res: Response): boolean {
  return res.locals.open === true;
}

async function checkCaller(
  accounts: Accounts,
  account: AccountConfig | undefined,
  req: Request,
): Promise<void> {
  const credentials = basicCredentials(req);
  const caller = credentials && (await accounts.verify(credentials));
  if (caller === undefined || caller.account !== account) {
    throw new HttpError({ kind: 'unauthenticated' });
  }
  if (!caller.scopes.some((scope) => scope.toLowerCase() === SCOPE)) {
    throw new HttpError({ kind: 'forbidden' });
  }
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
