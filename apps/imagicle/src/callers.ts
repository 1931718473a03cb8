import { type BasicCredentials, CredentialVerifier } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import { localTimeIn } from './mappers/local-time.ts';

/** Imagicle's permission levels: Record Only, Base Access, Complete Management. */
export type Level = AccountConfig['imagicle']['users'][number]['level'];

/** The user that a request comes from. */
export interface Caller {
  readonly accountId: string;
  readonly username: string;
  readonly level: Level;
  /** Prints an instant as the account's clients expect it. */
  readonly localTime: (epochMs: number) => string;
}

/** The users of all accounts. Nothing in a request names its account: the user does. */
export class Callers {
  readonly #verifier: CredentialVerifier<Caller>;

  /** @throws Error when a hashed password is malformed. */
  constructor(accounts: readonly AccountConfig[]) {
    this.#verifier = new CredentialVerifier(
      accounts.flatMap(({ id: accountId, imagicle: { timeZone, users } }) => {
        const localTime = localTimeIn(timeZone);
        return users.map(({ username, password, level }) => ({
          username: username.toLowerCase(),
          secret: password,
          principal: { accountId, username, level, localTime },
        }));
      }),
    );
  }

  /** The caller with that name (in any case) and password, or undefined. */
  verify({ username, password }: BasicCredentials): Promise<Caller | undefined> {
    return this.#verifier.verify(username.toLowerCase(), password);
  }
}

/** Whether two user names are the same user's. */
export function isSameUser(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
