import { compareUsernames, type Line, type User, usernameKey } from './account.ts';
import type { Directory, OwnedLine } from './ports/directory.ts';
import type { DirectoryCatalog } from './ports/directory-catalog.ts';
import type { LineRef } from './session.ts';
import { type UserKey, userKeys } from './user-keys.ts';

/** The configured users of one account, indexed by every key for lookups. */
interface GivenIndex {
  readonly sorted: readonly User[];
  readonly byName: ReadonlyMap<string, User>;
  readonly byDevice: ReadonlyMap<string, readonly OwnedLine[]>;
  readonly byNumber: ReadonlyMap<string, readonly OwnedLine[]>;
  /** By {@link keyText}. */
  readonly byKey: ReadonlyMap<string, readonly User[]>;
}

/**
 * The directory port over the users of the configuration, and those of the catalog.
 * If both have a user of the same name, in any accounts, the stored one is hidden until the configured
 * one is removed.
 */
export class LayeredDirectory implements Directory {
  #given: ReadonlyMap<string, GivenIndex> = new Map();
  #givenNames: ReadonlySet<string> = new Set();
  readonly #stored: DirectoryCatalog;

  /** @param given the configured users by account id; their names are unique. */
  constructor(given: ReadonlyMap<string, readonly User[]>, stored: DirectoryCatalog) {
    this.#stored = stored;
    this.give(given);
  }

  /** Replaces the configured users. */
  give(given: ReadonlyMap<string, readonly User[]>): void {
    this.#given = new Map([...given].map(([accountId, users]) => [accountId, indexOf(users)]));
    this.#givenNames = new Set(
      [...given.values()].flat().map(({ username }) => usernameKey(username)),
    );
  }

  async user(accountId: string, username: string): Promise<User | undefined> {
    if (this.isGiven(username)) {
      return this.#given.get(accountId)?.byName.get(usernameKey(username));
    }
    return (await this.#stored.get(accountId, username))?.user;
  }

  async lines(accountId: string, ref: LineRef): Promise<readonly OwnedLine[]> {
    const { deviceName, directoryNumber } = ref;
    if (deviceName === undefined && directoryNumber === undefined) return [];
    const owners = await this.#stored.ownersOf(accountId, ref);
    return [
      ...this.#givenLines(accountId, ref),
      ...this.#visible(owners.map(({ user }) => user)).flatMap((owner) =>
        owner.lines.filter((line) => fits(line, ref)).map((line) => ({ line, owner })),
      ),
    ];
  }

  async usersByKey(accountId: string, key: UserKey): Promise<readonly User[]> {
    const stored = await this.#stored.usersByKey(accountId, key);
    return [
      ...(this.#given.get(accountId)?.byKey.get(keyText(key)) ?? []),
      ...this.#visible(stored.map(({ user }) => user)),
    ];
  }

  givenUsers(accountId: string): readonly User[] {
    return this.#given.get(accountId)?.sorted ?? [];
  }

  isGiven(username: string): boolean {
    return this.#givenNames.has(usernameKey(username));
  }

  #givenLines(accountId: string, ref: LineRef): readonly OwnedLine[] {
    const index = this.#given.get(accountId);
    const { deviceName = '', directoryNumber } = ref;
    const found =
      directoryNumber === undefined
        ? index?.byDevice.get(deviceName)
        : index?.byNumber.get(directoryNumber);
    return (found ?? []).filter(({ line }) => fits(line, ref));
  }

  #visible(users: readonly User[]): readonly User[] {
    return users.filter(({ username }) => !this.isGiven(username));
  }
}

/** Whether a line matches the device and number, as far as given. */
function fits(line: Line, { deviceName, directoryNumber }: LineRef): boolean {
  return (
    (deviceName === undefined || line.deviceName === deviceName) &&
    (directoryNumber === undefined || line.directoryNumber === directoryNumber)
  );
}

function indexOf(users: readonly User[]): GivenIndex {
  const owned = users.flatMap((owner) => owner.lines.map((line): OwnedLine => ({ line, owner })));
  const keyed = users.flatMap((user) => userKeys(user).map((key) => ({ key, user })));
  return {
    sorted: users.toSorted((a, b) => compareUsernames(a.username, b.username)),
    byName: new Map(users.map((user) => [usernameKey(user.username), user])),
    byDevice: groupBy(owned, ({ line }) => line.deviceName),
    byNumber: groupBy(owned, ({ line }) => line.directoryNumber),
    byKey: new Map(
      [...groupBy(keyed, ({ key }) => keyText(key))].map(([key, entries]) => [
        key,
        entries.map(({ user }) => user),
      ]),
    ),
  };
}

function keyText({ kind, value }: UserKey): string {
  return `${kind} ${value}`;
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
