import type { IncomingMessage } from 'node:http';
import type { Current } from '@tricord/core';
import {
  type BasicCredentials,
  basicCredentials,
  type Credential,
  CredentialVerifier,
  HttpError,
  type Identify,
  type LoginGuard,
  type NamedPrincipal,
} from '@tricord/http-kit';
import type { AsteriskAccount } from '../config.ts';
import { firstInQuery } from '../dispatch/ari-uri.ts';

/** The ARI users of all accounts. User names are unique, because URLs contain no account. */
export class Users {
  readonly #verifier: CredentialVerifier<NamedPrincipal>;
  readonly #vouchedFor = new WeakMap<object, NamedPrincipal>();

  /** @throws Error when a hashed password is malformed. */
  constructor(accounts: Current<readonly AsteriskAccount[]>, guard?: LoginGuard) {
    const options = { api: 'asterisk', guard };
    this.#verifier = new CredentialVerifier(credentialsOf(accounts.value), options);
    accounts.onReplaced((replaced) => this.#verifier.replace(credentialsOf(replaced)));
  }

  /** Whether the credentials by which {@link identify} has identified this user are still configured. */
  isValid(user: NamedPrincipal): boolean {
    return this.#verifier.has(user.username, user);
  }

  /** Authenticates a request without credentials as an already authenticated user. */
  vouchFor(req: IncomingMessage, user: NamedPrincipal): void {
    this.#vouchedFor.set(req, user);
  }

  /**
   * The user whose credentials a request has: HTTP Basic or, without that, the first `api_key=user:password`
   * in the URL's query. Undefined if they are missing or wrong.
   * @param address of the client.
   * @throws HttpError `too-many-logins`.
   */
  async identify(
    req: Pick<IncomingMessage, 'headers'>,
    url: string,
    address: string | undefined,
  ): Promise<NamedPrincipal | undefined> {
    const vouchedFor = this.#vouchedFor.get(req);
    if (vouchedFor !== undefined && firstInQuery(url, 'api_key') === undefined) return vouchedFor;
    const given = basicCredentials(req) ?? apiKey(url);
    return given && (await this.#verifier.verify(given.username, given.password, address));
  }
}

/** Authenticates a request. Requests of a read-only user that are not reads are rejected. */
export function identifyUser(users: Users): Identify {
  return async (req) => {
    const user = await users.identify(req, req.originalUrl, req.ip);
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

function credentialsOf(
  accounts: readonly AsteriskAccount[],
): readonly Credential<NamedPrincipal>[] {
  return accounts.flatMap((account) =>
    account.asterisk.users.map((user) => ({
      username: user.username,
      secret: user.password,
      principal: toPrincipal(account, user),
    })),
  );
}

function apiKey(url: string): BasicCredentials | undefined {
  const given = firstInQuery(url, 'api_key');
  if (given === undefined) return undefined;
  const [username = '', ...password] = given.split(':');
  return { username, password: password.join(':') };
}
