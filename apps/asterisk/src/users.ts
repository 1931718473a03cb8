import type { IncomingMessage } from 'node:http';
import { basicCredentials, CredentialVerifier } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import { queryOf } from './dispatch/ari-uri.ts';

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

  /** @throws Error when a hashed password is malformed. */
  constructor(accounts: readonly AccountConfig[]) {
    this.#verifier = new CredentialVerifier(
      accounts.flatMap(({ id: accountId, asterisk: { application, users } }) =>
        users.map(({ username, password, readOnly }) => ({
          username,
          secret: password,
          principal: { username, readOnly, accountId, application },
        })),
      ),
    );
  }

  /**
   * Whose credentials a request carries: HTTP Basic or, without that, `api_key=user:password` in the
   * URL's query. Undefined: none, or wrong ones.
   */
  async identify(req: Pick<IncomingMessage, 'headers'>, url: string): Promise<AriUser | undefined> {
    const { username, password } = basicCredentials(req) ?? apiKey(url);
    return await this.#verifier.verify(username, password);
  }
}

function apiKey(url: string): { username: string; password: string } {
  const [username = '', ...password] = (queryOf(url).get('api_key') ?? '').split(':');
  return { username, password: password.join(':') };
}
