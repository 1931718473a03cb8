import { type Current, TricordError } from '@tricord/core';
import {
  bearerToken,
  type Credential,
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

type Keys = readonly Pick<NativeAccount, 'id' | 'api'>[];

/** The API keys of all accounts. */
export class ApiKeys {
  readonly #verifier: CredentialVerifier<Principal>;

  /** @throws Error when a hashed key is malformed. */
  constructor(accounts: Current<Keys>, guard?: LoginGuard) {
    this.#verifier = new CredentialVerifier(credentialsOf(accounts.value), {
      api: 'native',
      guard,
    });
    accounts.onReplaced((replaced) => this.#verifier.replace(credentialsOf(replaced)));
  }

  /** Authenticates a request by its API key. Requests with a viewer's key that are not reads are rejected. */
  readonly identify: Identify = async (req) => {
    const key = bearerToken(req);
    if (key === undefined) return undefined;
    const principal = await this.#verifier.verify(USERNAME, key, req.ip);
    if (principal?.role === 'viewer' && !isRead(req)) {
      throw new HttpError({ kind: 'forbidden' });
    }
    return principal;
  };

  /** Whether the key by which {@link identify} has identified this principal is still configured. */
  isValid(principal: Principal): boolean {
    return this.#verifier.has(USERNAME, principal);
  }
}

function credentialsOf(accounts: Keys): readonly Credential<Principal>[] {
  return accounts.flatMap(({ id: accountId, api }) =>
    api.keys.map(({ key, role, name, manage }) => ({
      username: USERNAME,
      secret: key,
      principal: {
        accountId,
        role,
        manages: manage,
        ...(name === undefined ? {} : { username: name }),
      },
    })),
  );
}

/** An export only reads, but what to export does not fit into a URL. */
function isRead({ method, path }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && path === `${API}/exports`);
}

/** @throws TricordError `forbidden` when the request has a key that may not manage the installation. */
export function requireManager(res: Response): void {
  if (principalOf(res).manages !== true) {
    throw new TricordError('forbidden', 'This needs a key that may manage (api.keys[].manage)');
  }
}

/** @throws TricordError `forbidden` when the request has a viewer's key. */
export function requireAdmin(res: Response): void {
  if (principalOf(res).role !== 'admin') {
    throw new TricordError('forbidden', 'This is for administrators');
  }
}
