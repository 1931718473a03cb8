import { type CoreDeps, findStoredUser, type User, usernameKey } from '@tricord/core';
import type { NamedPrincipal } from './authentication.ts';
import type { BasicCredentials } from './authorization.ts';
import { CredentialVerifier } from './credential-verifier.ts';
import type { AccountBasics } from './dialect.ts';
import type { LoginGuard } from './login-guard.ts';

export interface DirectoryLoginsOptions {
  /** The API, as logs and metrics call it. */
  readonly api: string;
  readonly guard?: LoginGuard | undefined;
}

/**
 * The users of all accounts who may log in: those of the configuration, and those in the directory at the time of the
 * request. A request does not name its account, so the user identifies it.
 */
export class DirectoryLogins {
  readonly #verifier: CredentialVerifier<NamedPrincipal>;

  /** @throws Error when a hashed password of the configuration is malformed. */
  constructor(
    accounts: readonly Pick<AccountBasics, 'id' | 'users'>[],
    core: Pick<CoreDeps, 'catalog'>,
    { api, guard }: DirectoryLoginsOptions,
  ) {
    const accountIds = new Set(accounts.map(({ id }) => id));
    const configured = accounts.flatMap(({ id: accountId, users }) =>
      users.map((user) => ({ user, accountId, key: usernameKey(user.username) })),
    );
    const keys = new Set(configured.map(({ key }) => key));
    const credentials = configured.flatMap(({ user, accountId, key }) =>
      user.password === undefined
        ? []
        : [{ username: key, secret: user.password, principal: toPrincipal(accountId, user) }],
    );
    this.#verifier = new CredentialVerifier(credentials, {
      ...{ api, guard },
      credentialsOf: async (name) => {
        // The configuration hides stored users of the same name.
        if (keys.has(name)) return [];
        const stored = await findStoredUser(core, name);
        if (stored?.passwordHash === undefined || !accountIds.has(stored.accountId)) return [];
        const { accountId, passwordHash: secret, user } = stored;
        return [{ secret, principal: toPrincipal(accountId, user) }];
      },
    });
  }

  /**
   * The user with this name (in any case) and password, or undefined.
   * @param address of the client.
   * @throws HttpError `too-many-logins`.
   */
  verify(
    { username, password }: BasicCredentials,
    address: string | undefined,
  ): Promise<NamedPrincipal | undefined> {
    return this.#verifier.verify(usernameKey(username), password, address);
  }
}

function toPrincipal(
  accountId: string,
  { username, role, supervisedGroups = [] }: User,
): NamedPrincipal {
  return { accountId, username, role, supervisedGroups };
}
