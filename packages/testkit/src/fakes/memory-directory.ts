import {
  compareUsernames,
  type DirectoryCatalog,
  type LineRef,
  type NewAuditEntry,
  type StoredUser,
  type StoredUserQuery,
  TricordError,
  type UserChange,
  type UserKey,
  userKeys,
  usernameKey,
} from '@tricord/core';
import { MemoryAudit } from './memory-audit.ts';

/** The directory of a `MemoryCatalog`. */
export class MemoryDirectory implements DirectoryCatalog {
  /** By {@link usernameKey}. */
  #users: ReadonlyMap<string, StoredUser> = new Map();
  readonly #audit: MemoryAudit;

  constructor(audit = new MemoryAudit()) {
    this.#audit = audit;
  }

  async put(
    accountId: string,
    changes: readonly UserChange[],
    audit: readonly NewAuditEntry[] = [],
  ): Promise<readonly StoredUser[]> {
    const users = new Map(this.#users);
    const put = changes.map(({ username, change }) => {
      const key = usernameKey(username);
      const before = users.get(key);
      if (before !== undefined && before.accountId !== accountId) {
        throw new TricordError('username-taken', `The user name ${username} is taken`);
      }
      const after = change(before);
      users.set(key, after);
      return after;
    });
    for (const entry of audit) this.#audit.appendNow(entry);
    this.#users = users;
    return put;
  }

  async get(accountId: string, username: string): Promise<StoredUser | undefined> {
    const found = await this.find(username);
    return found?.accountId === accountId ? found : undefined;
  }

  async find(username: string): Promise<StoredUser | undefined> {
    return this.#users.get(usernameKey(username));
  }

  async list({ accountId, limit, after }: StoredUserQuery): Promise<readonly StoredUser[]> {
    return this.#of(accountId)
      .filter(({ user }) => after === undefined || compareUsernames(user.username, after) > 0)
      .slice(0, limit);
  }

  async remove(
    accountId: string,
    username: string,
    audit?: NewAuditEntry,
  ): Promise<StoredUser | undefined> {
    const found = await this.get(accountId, username);
    if (found === undefined) return undefined;
    if (audit !== undefined) this.#audit.appendNow(audit);
    const users = new Map(this.#users);
    users.delete(usernameKey(username));
    this.#users = users;
    return found;
  }

  async ownersOf(accountId: string, ref: LineRef): Promise<readonly StoredUser[]> {
    const { deviceName, directoryNumber } = ref;
    if (deviceName === undefined && directoryNumber === undefined) return [];
    return this.#of(accountId).filter(({ user }) =>
      user.lines.some(
        (line) =>
          (deviceName === undefined || line.deviceName === deviceName) &&
          (directoryNumber === undefined || line.directoryNumber === directoryNumber),
      ),
    );
  }

  async usersByKey(accountId: string, key: UserKey): Promise<readonly StoredUser[]> {
    return this.#of(accountId).filter(({ user }) =>
      userKeys(user).some(({ kind, value }) => kind === key.kind && value === key.value),
    );
  }

  /** An account's users, by name. */
  #of(accountId: string): StoredUser[] {
    return [...this.#users.values()]
      .filter((stored) => stored.accountId === accountId)
      .sort((a, b) => compareUsernames(a.user.username, b.user.username));
  }
}
