import {
  type CoreDeps,
  findStoredUser,
  type RetentionPolicy,
  type UserRole,
  usernameKey,
} from '@tricord/core';
import { type BasicCredentials, CredentialVerifier } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';
import { localTimeIn } from '../mappers/local-time.ts';
import { timeReaderIn, type WrittenTime } from '../mappers/read-time.ts';

export { isSameUser } from '@tricord/core';

/** Imagicle's permission levels: Record Only, Base Access, Complete Management. */
export type Level = AccountConfig['imagicle']['users'][number]['level'];

/** The user that a request comes from. */
export interface Caller {
  readonly accountId: string;
  readonly username: string;
  readonly level: Level;
  /** Prints an instant as the account's clients expect it. */
  readonly localTime: (epochMs: number) => string;
  /** Reads a time as those clients write it. */
  readonly readTime: (text: string) => WrittenTime | undefined;
  /** The most recordings in a list whose client does not say how many it wants. */
  readonly listLimit: number;
  /** How long the account keeps recordings. */
  readonly retention: RetentionPolicy;
}

/** Which level a user of the directory has. */
const LEVELS: Readonly<Record<UserRole, Level>> = { recorder: 1, reader: 2, manager: 10 };

type AccountFacts = Omit<Caller, 'username' | 'level'>;

/**
 * The users of all accounts: those of the configuration, and those that are in the directory at the moment
 * of the request. Nothing in a request names its account: the user does.
 */
export class Callers {
  readonly #verifier: CredentialVerifier<Caller>;

  /** @throws Error when a hashed password of the configuration is malformed. */
  constructor(accounts: readonly AccountConfig[], core: Pick<CoreDeps, 'catalog'>) {
    const facts = new Map(accounts.map((account) => [account.id, factsOf(account)]));
    const configured = accounts.flatMap((account) =>
      account.imagicle.users.map(({ username, password, level }) => ({
        username: usernameKey(username),
        secret: password,
        principal: { ...(facts.get(account.id) ?? factsOf(account)), username, level },
      })),
    );
    this.#verifier = new CredentialVerifier(configured, {
      credentialsOf: async (name) => {
        const stored = await findStoredUser(core, name);
        const account = stored && facts.get(stored.accountId);
        if (account === undefined || stored?.passwordHash === undefined) return [];
        const { username, role } = stored.user;
        const principal = { ...account, username, level: LEVELS[role] };
        return [{ secret: stored.passwordHash, principal }];
      },
    });
  }

  /** The caller with that name (in any case) and password, or undefined. */
  verify({ username, password }: BasicCredentials): Promise<Caller | undefined> {
    return this.#verifier.verify(usernameKey(username), password);
  }
}

function factsOf({
  id,
  retention,
  imagicle: { timeZone, listLimit },
}: AccountConfig): AccountFacts {
  return {
    accountId: id,
    localTime: localTimeIn(timeZone),
    readTime: timeReaderIn(timeZone),
    listLimit,
    retention,
  };
}
