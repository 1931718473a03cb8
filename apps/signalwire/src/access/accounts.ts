import { type Current, parseUuid } from '@tricord/core';
import {
  type BasicCredentials,
  type Credential,
  CredentialVerifier,
  type LoginGuard,
} from '@tricord/http-kit';
import type { Response } from 'express';
import type { SignalwireAccount } from '../config.ts';

/** The account and scopes of a request's token or API key. */
export interface TokenHolder {
  readonly account: SignalwireAccount;
  readonly scopes: readonly string[];
}

/** The accounts by their AccountSid (UUID or alias), their API tokens, and their API keys. */
export class Accounts {
  #bySid: ReadonlyMap<string, SignalwireAccount>;
  readonly #verifier: CredentialVerifier<TokenHolder>;
  readonly #ofRequests = new WeakMap<Response, SignalwireAccount>();

  /** @throws Error when a hashed token is malformed. */
  constructor(accounts: Current<readonly SignalwireAccount[]>, guard?: LoginGuard) {
    this.#bySid = bySid(accounts.value);
    this.#verifier = new CredentialVerifier(credentialsOf(accounts.value), {
      ...{ api: 'signalwire', guard },
    });
    accounts.onReplaced((replaced) => {
      this.#bySid = bySid(replaced);
      this.#verifier.replace(credentialsOf(replaced));
    });
  }

  /** Whether the audio of at least one account is not public. */
  get someMediaRequiresAuth(): boolean {
    return [...this.#bySid.values()].some(({ signalwire }) => signalwire.mediaRequiresAuth);
  }

  find(accountSid: string): SignalwireAccount | undefined {
    return this.#bySid.get(canonicalSid(accountSid));
  }

  /** Has {@link of} return this account for a request, whatever the configuration becomes meanwhile. */
  remember(res: Response, account: SignalwireAccount): void {
    this.#ofRequests.set(res, account);
  }

  /**
   * The account of the request, as configured when it was authenticated.
   * @throws Error before authentication.
   */
  of(res: Response): SignalwireAccount {
    const account = this.#ofRequests.get(res);
    if (account === undefined) throw new Error('The request is not authenticated');
    return account;
  }

  /**
   * The account with this AccountSid and token, or this API key and its secret, or undefined.
   * @param address of the client.
   * @throws HttpError `too-many-logins`.
   */
  verify(
    { username, password }: BasicCredentials,
    address: string | undefined,
  ): Promise<TokenHolder | undefined> {
    return this.#verifier.verify(canonicalSid(username), password, address);
  }
}

function sidsOf({ id, alias }: SignalwireAccount): readonly string[] {
  return alias === undefined ? [id] : [id, alias];
}

function bySid(accounts: readonly SignalwireAccount[]): ReadonlyMap<string, SignalwireAccount> {
  return new Map(accounts.flatMap((account) => sidsOf(account).map((sid) => [sid, account])));
}

function credentialsOf(accounts: readonly SignalwireAccount[]): readonly Credential<TokenHolder>[] {
  return accounts.flatMap((account) => {
    const { apiKeys, tokens } = account.signalwire;
    return [
      ...apiKeys.map(({ sid, secret, scopes }) => ({
        username: sid,
        secret,
        principal: { account, scopes },
      })),
      ...sidsOf(account).flatMap((sid) =>
        tokens.map(({ token, scopes }) => ({
          username: sid,
          secret: token,
          principal: { account, scopes },
        })),
      ),
    ];
  });
}

function canonicalSid(sid: string): string {
  return parseUuid(sid) ?? sid;
}
