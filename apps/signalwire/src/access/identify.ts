import { basicCredentials, HttpError, type Identify } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { Accounts, TokenHolder } from './accounts.ts';

/** The scope that SignalWire requires for everything that concerns recordings. */
const SCOPE = 'voice';
/** Audio, which is public to everyone who knows its URL, unless the account requires authentication. */
const MEDIA_PATHS: ReadonlySet<unknown> = new Set(
  [
    'Recordings/{Sid}',
    ...['.wav', '.mp3'].flatMap((extension) => [
      `Recordings/{Sid}${extension}`,
      `Calls/{CallSid}/Recordings/{Sid}${extension}`,
      `Conferences/{ConferenceSid}/Recordings/{Sid}${extension}`,
    ]),
  ].map((path) => `/Accounts/{AccountSid}/${path}`),
);
/** Of no account in particular: the account is that of the credentials. */
const ACCOUNTS = '/Accounts.json';
const ACCOUNT_SID = /^(?:\/api\/laml)?\/2010-04-01\/Accounts\/([^/]+?)(?:\/|\.json$)/;

/**
 * Authenticates requests by the account in their path and its token. Wrong tokens, unknown accounts and other accounts
 * cannot be distinguished: all are unauthenticated. Audio is public, unless the account requires authentication. The
 * audio of an unknown account is not found or, if some account's audio is not public, unauthenticated, so that nothing
 * reveals which accounts exist.
 */
export function identify(accounts: Accounts): Identify {
  return async (req, res) => {
    const { operation } = res.locals;
    if (operation === undefined) throw new HttpError({ kind: 'no-route' });
    const account = accounts.find(accountSidOf(req));
    if (isMedia(req, res)) {
      const closed = account?.signalwire.mediaRequiresAuth ?? accounts.someMediaRequiresAuth;
      if (!closed) {
        if (account === undefined) throw new HttpError({ kind: 'no-route' });
        accounts.remember(res, account);
        return { accountId: account.id, role: 'public' };
      }
    }
    const holder = await tokenHolder(accounts, req);
    if (holder === undefined) return undefined;
    if (operation !== ACCOUNTS && holder.account.id !== account?.id) return undefined;
    if (!holder.scopes.some((scope) => scope.toLowerCase() === SCOPE)) {
      throw new HttpError({ kind: 'forbidden' });
    }
    accounts.remember(res, holder.account);
    return { accountId: holder.account.id, role: 'admin' };
  };
}

async function tokenHolder(accounts: Accounts, req: Request): Promise<TokenHolder | undefined> {
  const credentials = basicCredentials(req);
  return credentials && (await accounts.verify(credentials, req.ip));
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
