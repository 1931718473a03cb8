import { parseUuid } from '@tricord/core';
import { type BasicCredentials, type Credential, CredentialVerifier } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';

/** Who a request comes from: an account, by one of its tokens. */
export interface Caller {
  readonly account: AccountConfig;
  readonly scopes: readonly string[];
}

/** The accounts by their AccountSid (UUID or alias), and their API tokens. */
export class Accounts {
  readonly #bySid = new Map<string, AccountConfig>();
  readonly #verifier: CredentialVerifier<Caller>;
  /** Whether the audio of at least one account is not open to everybody. */
  readonly someMediaRequiresAuth: boolean;

  /** @throws Error when a hashed token is malformed. */
  constructor(accounts: readonly AccountConfig[]) {
    this.someMediaRequiresAuth = accounts.some(({ signalwire }) => signalwire.mediaRequiresAuth);
    const credentials: Credential<Caller>[] = [];
    for (const account of accounts) {
      for (const sid of account.alias === undefined ? [account.id] : [account.id, account.alias]) {
        this.#bySid.set(sid, account);
        for (const { token, scopes } of account.signalwire.tokens) {
          credentials.push({ username: sid, secret: token, principal: { account, scopes } });
        }
      }
    }
    this.#verifier = new CredentialVerifier(credentials);
  }

  find(accountSid: string): AccountConfig | undefined {
    return this.#bySid.get(canonicalSid(accountSid));
  }

  /** The caller whose AccountSid and token these are, or undefined. */
  verify({ username, password }: BasicCredentials): Promise<Caller | undefined> {
    return this.#verifier.verify(canonicalSid(username), password);
  }
}

function canonicalSid(sid: string): string {
  return parseUuid(sid) ?? sid;
}
