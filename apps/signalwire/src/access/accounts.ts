import { parseUuid } from '@tricord/core';
import {
  type BasicCredentials,
  type Credential,
  CredentialVerifier,
  type LoginGuard,
  principalOf,
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
  readonly #bySid = new Map<string, SignalwireAccount>();
  readonly #verifier: CredentialVerifier<TokenHolder>;
  /** Whether the audio of at least one account is not public. */
  readonly someMediaRequiresAuth: boolean;

  /** @throws Error when a hashed token is malformed. */
  constructor(accounts: readonly SignalwireAccount[], guard?: LoginGuard) {
    this.someMediaRequiresAuth = accounts.some(({ signalwire }) => signalwire.mediaRequiresAuth);
    const credentials: Credential<TokenHolder>[] = [];
    for (const account of accounts) {
      for (const { sid, secret, scopes } of account.signalwire.apiKeys) {
        credentials.push({ username: sid, secret, principal: { account, scopes } });
      }
      for (const sid of account.alias === undefined ? [account.id] : [account.id, account.alias]) {
        this.#bySid.set(sid, account);
        for (const { token, scopes } of account.signalwire.tokens) {
          credentials.push({ username: sid, secret: token, principal: { account, scopes } });
        }
      }
    }
    this.#verifier = new CredentialVerifier(credentials, { api: 'signalwire', guard });
  }

  find(accountSid: string): SignalwireAccount | undefined {
    return this.#bySid.get(canonicalSid(accountSid));
  }

  /**
   * The account of the request.
   * @throws HttpError `unauthenticated` before authentication.
   */
  of(res: Response): SignalwireAccount {
    const { accountId } = principalOf(res);
    const account = this.#bySid.get(accountId);
    if (account === undefined) throw new Error(`There is no account ${accountId}`);
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

function canonicalSid(sid: string): string {
  return parseUuid(sid) ?? sid;
}
