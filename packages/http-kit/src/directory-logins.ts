import { type CoreDeps, type Current, findStoredUser, type User, usernameKey } from '@tricord/core';
import type { NamedPrincipal, Principal } from './authentication.ts';
import type { BasicCredentials } from './authorization.ts';
import { type Credential, CredentialVerifier } from './credential-verifier.ts';
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
  readonly #configured: Current<ConfiguredUsers>;
  readonly #verifier: CredentialVerifier<NamedPrincipal>;
  /** The principals of users in the directory, each of one login. */
  readonly #stored = new WeakSet<Principal>();

  /** @throws Error when a hashed password of the configuration is malformed. */
  constructor(
    accounts: Current<UsersOfAccounts>,
    core: Pick<CoreDeps, 'catalog'>,
    { api, guard }: DirectoryLoginsOptions,
  ) {
    const configured = accounts.map(configuredUsers);
    this.#configured = configured;
    this.#verifier = new CredentialVerifier(configured.value.credentials, {
      ...{ api, guard },
      credentialsOf: async (name) => {
        const { keys, accountIds } = configured.value;
        // The configuration hides stored users of the same name.
        if (keys.has(name)) return [];
        const stored = await findStoredUser(core, name);
        if (stored?.passwordHash === undefined || !accountIds.has(stored.accountId)) return [];
        const { accountId, passwordHash: secret, user } = stored;
        const principal = toPrincipal(accountId, user);
        this.#stored.add(principal);
        return [{ secret, principal }];
      },
    });
    configured.onReplaced(({ credentials }) => this.#verifier.replace(credentials));
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

  /** Whether {@link verify} has resolved to this user, and the configuration still lets the user in. */
  isValid(principal: Principal): boolean {
    const { keys, accountIds } = this.#configured.value;
    const { username, accountId } = principal;
    if (username === undefined) return false;
    const key = usernameKey(username);
    return keys.has(key)
      ? this.#verifier.has(key, principal as NamedPrincipal)
      : this.#stored.has(principal) && accountIds.has(accountId);
  }
}

type UsersOfAccounts = readonly Pick<AccountBasics, 'id' | 'users'>[];

/** What the configuration says about users. */
interface ConfiguredUsers {
  readonly accountIds: ReadonlySet<string>;
  /** Their names, as keys. */
  readonly keys: ReadonlySet<string>;
  /** Of those who have a password. */
  readonly credentials: readonly Credential<NamedPrincipal>[];
}

function configuredUsers(accounts: UsersOfAccounts): ConfiguredUsers {
  const configured = accounts.flatMap(({ id: accountId, users }) =>
    users.map((user) => ({ user, accountId, key: usernameKey(user.username) })),
  );
  return {
    accountIds: new Set(accounts.map(({ id }) => id)),
    keys: new Set(configured.map(({ key }) => key)),
    credentials: configured.flatMap(({ user, accountId, key }) =>
      user.password === undefined
        ? []
        : [{ username: key, secret: user.password, principal: toPrincipal(accountId, user) }],
    ),
  };
}

function toPrincipal(
  accountId: string,
  { username, role, supervisedGroups = [] }: User,
): NamedPrincipal {
  return { accountId, username, role, supervisedGroups };
}
