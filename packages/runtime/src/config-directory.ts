import type { Directory, LineRef, OwnedLine, User, UserRole } from '@tricord/core';
import type { AccountConfig, Config } from './config/schema.ts';

type ImagicleUser = AccountConfig['imagicle']['users'][number];

/** What one account has, by every key that the directory is asked for. */
interface AccountIndex {
  /** By name in lower case. */
  readonly users: ReadonlyMap<string, User>;
  readonly byDevice: ReadonlyMap<string, readonly OwnedLine[]>;
  readonly byNumber: ReadonlyMap<string, readonly OwnedLine[]>;
}

/** The directory port over the users of the configuration. */
export class ConfigDirectory implements Directory {
  readonly #accounts: ReadonlyMap<string, AccountIndex>;

  constructor(config: Pick<Config, 'accounts'>) {
    this.#accounts = new Map(
      config.accounts.map((account) => [account.id, indexOf(account.imagicle.users.map(toUser))]),
    );
  }

  async user(accountId: string, username: string): Promise<User | undefined> {
    return this.#accounts.get(accountId)?.users.get(username.toLowerCase());
  }

  async lines(accountId: string, ref: LineRef): Promise<readonly OwnedLine[]> {
    const account = this.#accounts.get(accountId);
    const { deviceName, directoryNumber } = ref;
    if (account === undefined) return [];
    if (directoryNumber === undefined) {
      return deviceName === undefined ? [] : (account.byDevice.get(deviceName) ?? []);
    }
    const ofNumber = account.byNumber.get(directoryNumber) ?? [];
    return deviceName === undefined
      ? ofNumber
      : ofNumber.filter(({ line }) => line.deviceName === deviceName);
  }
}

/** Imagicle's permission levels. */
const ROLES: Readonly<Record<ImagicleUser['level'], UserRole>> = {
  1: 'recorder',
  2: 'reader',
  10: 'manager',
};

function toUser({ password: _password, level, ...known }: ImagicleUser): User {
  return { ...known, role: ROLES[level] };
}

function indexOf(users: readonly User[]): AccountIndex {
  const owned = users.flatMap((owner) => owner.lines.map((line): OwnedLine => ({ line, owner })));
  return {
    users: new Map(users.map((user) => [user.username.toLowerCase(), user])),
    byDevice: groupBy(owned, ({ line }) => line.deviceName),
    byNumber: groupBy(owned, ({ line }) => line.directoryNumber),
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
