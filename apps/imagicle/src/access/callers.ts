import { type CoreDeps, findStoredUser, type UserRole, usernameKey } from '@tricord/core';
import { type BasicCredentials, CredentialVerifier, type NamedPrincipal } from '@tricord/http-kit';
import type { AccountConfig } from '@tricord/runtime';

/** The roles of the configuration's permission levels: Record Only, Base Access, Complete Management. */
const ROLES: Readonly<Record<AccountConfig['imagicle']['users'][number]['level'], UserRole>> = {
  1: 'recorder',
  2: 'reader',
  10: 'manager',
};

/**
 * The users of all accounts: those of the configuration, and those that are in the directory at the moment
 * of the request. Nothing in a request names its account: the user does.
 */
export class Callers {
  readonly #verifier: CredentialVerifier<NamedPrincipal>;

  /** @throws Error when a hashed password of the configuration is malformed. */
  constructor(accounts: readonly AccountConfig[], core: Pick<CoreDeps, 'catalog'>) {
    const accountIds = new Set(accounts.map(({ id }) => id));
    const configured = accounts.flatMap(({ id: accountId, imagicle }) =>
      imagicle.users.map(({ username, password, level }) => ({
        username: usernameKey(username),
        secret: password,
        principal: { accountId, username, role: ROLES[level] },
      })),
    );
    this.#verifier = new CredentialVerifier(configured, {
      credentialsOf: async (name) => {
        const stored = await findStoredUser(core, name);
        if (stored?.passwordHash === undefined || !accountIds.has(stored.accountId)) return [];
        const { accountId, passwordHash: secret } = stored;
        const { username, role } = stored.user;
        return [{ secret, principal: { accountId, username, role } }];
      },
    });
  }

  /** The user with that name (in any case) and password, or undefined. */
  verify({ username, password }: BasicCredentials): Promise<NamedPrincipal | undefined> {
    return this.#verifier.verify(usernameKey(username), password);
  }
}
