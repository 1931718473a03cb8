import { type CoreDeps, findStoredUser, usernameKey } from '@tricord/core';
import {
  type BasicCredentials,
  CredentialVerifier,
  type LoginGuard,
  type NamedPrincipal,
} from '@tricord/http-kit';
import type { ImagicleAccount } from '../config.ts';

/**
 * The users of all accounts: those of the configuration, and those in the directory at the time of the
 * request. A request does not name its account, so the user identifies it.
 */
export class Callers {
  readonly #verifier: CredentialVerifier<NamedPrincipal>;

  /** @throws Error when a hashed password of the configuration is malformed. */
  constructor(
    accounts: readonly ImagicleAccount[],
    core: Pick<CoreDeps, 'catalog'>,
    guard?: LoginGuard,
  ) {
    const accountIds = new Set(accounts.map(({ id }) => id));
    const configured = accounts.flatMap(({ id: accountId, users }) =>
      users.map((user) => ({ ...user, accountId, key: usernameKey(user.username) })),
    );
    const keys = new Set(configured.map(({ key }) => key));
    const credentials = configured.flatMap(({ username, password, role, accountId, key }) =>
      password === undefined
        ? []
        : [{ username: key, secret: password, principal: { accountId, username, role } }],
    );
    this.#verifier = new CredentialVerifier(credentials, {
      ...{ api: 'imagicle', guard },
      credentialsOf: async (name) => {
        // The configuration hides stored users of the same name.
        if (keys.has(name)) return [];
        const stored = await findStoredUser(core, name);
        if (stored?.passwordHash === undefined || !accountIds.has(stored.accountId)) return [];
        const { accountId, passwordHash: secret } = stored;
        const { username, role } = stored.user;
        return [{ secret, principal: { accountId, username, role } }];
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
