import { TricordError } from '@tricord/core';
import {
  bearerToken,
  CredentialVerifier,
  HttpError,
  type Identify,
  type LoginGuard,
  type Principal,
  principalOf,
} from '@tricord/http-kit';
import type { Request, Response } from 'express';
import type { NativeAccount } from '../config.ts';
import { API } from '../mappers/links.ts';

/** Keys have no user name: all are stored under this one. */
const USERNAME = '';

/**
 * Authenticates a request by its API key. Requests with a viewer's key that are not reads are rejected.
 * @throws Error when a hashed key is malformed.
 */
export function identifyByKey(
  accounts: readonly Pick<NativeAccount, 'id' | 'api'>[],
  guard?: LoginGuard,
): Identify {
  const verifier = new CredentialVerifier<Principal>(
    accounts.flatMap(({ id: accountId, api }) =>
      api.keys.map(({ key, role, name }) => ({
        username: USERNAME,
        secret: key,
        principal: { accountId, role, ...(name === undefined ? {} : { username: name }) },
      })),
    ),
    { api: 'native', guard },
  );
  return async (req) => {
    const key = bearerToken(req);
    const principal = key === undefined ? undefined : await verifier.verify(USERNAME, key, req.ip);
    if (principal?.role === 'viewer' && !isRead(req)) {
      throw new HttpError({ kind: 'forbidden' });
    }
    return principal;
  };
}

/** An export only reads, but what to export does not fit into a URL. */
function isRead({ method, path }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && path === `${API}/exports`);
}

/** @throws TricordError `forbidden` when the request has a viewer's key. */
export function requireAdmin(res: Response): void {
  if (principalOf(res).role !== 'admin') {
    throw new TricordError('forbidden', 'This is for administrators');
  }
}
