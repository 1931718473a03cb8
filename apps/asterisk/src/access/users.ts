import type { IncomingMessage } from 'node:http';
import {
  basicCredentials,
  CredentialVerifier,
  HttpError,
  type Identify,
  type NamedPrincipal,
} from '@tricord/http-kit';
import type { AsteriskAccount } from '../config.ts';
import { firstInQuery } from '../dispatch/ari-uri.ts';

/** The ARI users of all accounts. User names are unique, because URLs contain no account. */
export class Users {
  readonly #verifier: CredentialVerifier<NamedPrincipal>;
  readonly #vouchedFor = new WeakMap<object, NamedPrincipal>();

  /** @throws Error when a hashed password is malformed. */
  constructor(accounts: readonly AsteriskAccount[]) {
    this.#verifier = new CredentialVerifier(
      accounts.flatMap((account) =>
        account.asterisk.users.map((user) => ({
          username: user.username,
          secret: user.password,
          principal: toPrincipal(account, user),
        })),
      ),
    );
  }

  /** Authenticates a request without credentials as an already authenticated user. */
  vouchFor(req: IncomingMessage, user: NamedPrincipal): void {
    this.#vouchedFor.set(req, user);
  }

  /**
   * The user whose credentials a request has: HTTP Basic or, without that, the first `api_key=user:password`
   * in the URL's query. Undefined if they are missing or wrong.
   */
  async identify(
    req: Pick<IncomingMessage, 'headers'>,
    url: string,
  ): Promise<NamedPrincipal | undefined> {
    const vouchedFor = this.#vouchedFor.get(req);
    if (vouchedFor !== undefined && firstInQuery(url, 'api_key') === undefined) return vouchedFor;
    const { username, password } = basicCredentials(req) ?? apiKey(url);
    return await this.#verifier.verify(username, password);
  }
}

/** Authenticates a request. Requests of a read-only user that are not reads are rejected. */
export function identifyUser(users: Users): Identify {
  return async (req) => {
    const user = await users.identify(req, req.originalUrl);
    if (user?.role === 'viewer' && req.method !== 'GET' && req.method !== 'OPTIONS') {
      throw new HttpError({ kind: 'forbidden' });
    }
    return user;
  };
}

/** A configured user. A read-only user may read everything. */
export function toPrincipal(
  { id: accountId }: Pick<AsteriskAccount, 'id'>,
  { username, readOnly }: AsteriskAccount['asterisk']['users'][number],
): NamedPrincipal {
  return { accountId, username, role: readOnly ? 'viewer' : 'admin' };
}

function apiKey(url: string): { username: string; password: string } {
  const [username = '', ...password] = (firstInQuery(url, 'api_key') ?? '').split(':');
  return { username, password: password.join(':') };
}
