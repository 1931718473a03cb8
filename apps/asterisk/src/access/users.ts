import type { IncomingMessage } from 'node:http';
import { basicCredentials, CredentialVerifier } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import { firstInQuery } from '../dispatch/ari-uri.ts';

/** Somebody who may use this dialect. */
export interface AriUser {
  readonly username: string;
  readonly readOnly: boolean;
  readonly accountId: string;
  /** The application that the account's sessions are in. */
  readonly application: string;
}

/** The ARI users of all accounts. User names are unique: URLs carry no account. */
export class Users {
  readonly #verifier: CredentialVerifier<AriUser>;
  readonly #vouchedFor = new WeakMap<object, AriUser>();

  /** @throws Error when a hashed password is malformed. */
  constructor(accounts: readonly AccountConfig[]) {
    this.#verifier = new CredentialVerifier(
      accounts.flatMap((account) =>
        account.asterisk.users.map((user) => ({
          username: user.username,
          secret: user.password,
          principal: toAriUser(account, user),
        })),
      ),
    );
  }

  /** Lets a request of somebody who is known already do without credentials. */
  vouchFor(req: IncomingMessage, user: AriUser): void {
    this.#vouchedFor.set(req, user);
  }

  /**
   * Whose credentials a request carries: HTTP Basic or, without that, the first `api_key=user:password`
   * in the URL's query. Undefined: none, or wrong ones.
   */
  async identify(req: Pick<IncomingMessage, 'headers'>, url: string): Promise<AriUser | undefined> {
    const vouchedFor = this.#vouchedFor.get(req);
    if (vouchedFor !== undefined && firstInQuery(url, 'api_key') === undefined) return vouchedFor;
    const { username, password } = basicCredentials(req) ?? apiKey(url);
    return await this.#verifier.verify(username, password);
  }
}

/** A user as the configuration has it. */
export function toAriUser(
  { id: accountId, asterisk: { application } }: AccountConfig,
  { username, readOnly }: AccountConfig['asterisk']['users'][number],
): AriUser {
  return { username, readOnly, accountId, application };
}

function apiKey(url: string): { username: string; password: string } {
  const [username = '', ...password] = (firstInQuery(url, 'api_key') ?? '').split(':');
  return { username, password: password.join(':') };
}
