import { TricordError } from '@tricord/core';
import { bearerToken, CredentialVerifier, HttpError } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import type { RequestHandler, Response } from 'express';

/** Whose key a request came with. */
export interface Principal {
  readonly accountId: string;
  readonly role: 'admin' | 'viewer';
  /** What the configuration calls the key. */
  readonly name?: string;
}

/** A key has no user name: all of them stand under this one. */
const USERNAME = '';

/** Lets in requests with an API key; a viewer's may only read. */
export function authenticate(
  accounts: readonly Pick<AccountConfig, 'id' | 'api'>[],
): RequestHandler {
  const verifier = new CredentialVerifier<Principal>(
    accounts.flatMap(({ id: accountId, api }) =>
      api.keys.map(({ key, role, name }) => ({
        username: USERNAME,
        secret: key,
        principal: { accountId, role, ...(name === undefined ? {} : { name }) },
      })),
    ),
  );
  return async (req, res, next) => {
    const key = bearerToken(req);
    const principal = key === undefined ? undefined : await verifier.verify(USERNAME, key);
    if (principal === undefined) throw new HttpError({ kind: 'unauthenticated' });
    if (principal.role === 'viewer' && req.method !== 'GET' && req.method !== 'HEAD') {
      throw new HttpError({ kind: 'forbidden' });
    }
    res.locals.principal = principal;
    next();
  };
}

/** What the configuration calls the key that the request came with. */
export function keyNameOf(res: Response): string | undefined {
  const principal: Principal = res.locals.principal;
  return principal.name;
}

/** @throws TricordError `forbidden` when the request came with a viewer's key. */
export function requireAdmin(res: Response): void {
  const principal: Principal = res.locals.principal;
  if (principal.role !== 'admin') {
    throw new TricordError('forbidden', 'This is for administrators');
  }
}

/** The account that the request works in. */
export function accountOf(res: Response): string {
  const principal: Principal = res.locals.principal;
  return principal.accountId;
}
