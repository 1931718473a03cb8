import type { StoredUser } from '../account.ts';
import type { NewAuditEntry } from '../audit.ts';
import type { LineRef } from '../session.ts';
import type { UserKey } from '../user-keys.ts';

/** A change to one user. */
export interface UserChange {
  readonly username: string;
  /**
   * Called with the account's user of that name, or undefined when there is none; returns the user to store
   * instead. The name may differ only in case.
   */
  readonly change: (before: StoredUser | undefined) => StoredUser;
}

export interface StoredUserQuery {
  readonly accountId: string;
  /** From 1 to 1000. */
  readonly limit: number;
  /** Starts after this name, whether or not a user has it. */
  readonly after?: string;
}

/**
 * Keeps the users that were added at run time. Names are compared without regard to case, and are unique over all
 * accounts. Once a call has resolved, its change is visible to every later call. Except for {@link find}, nothing
 * here crosses accounts. A page and a lookup cost the same in a directory of any size.
 */
export interface DirectoryCatalog {
  /**
   * Applies all changes, or none: if a `change` throws, nothing is changed.
   * @param audit go to the audit log in the same transaction.
   * @throws TricordError `username-taken` when another account has a user of one of the names.
   */
  put(
    accountId: string,
    changes: readonly UserChange[],
    audit?: readonly NewAuditEntry[],
  ): Promise<readonly StoredUser[]>;
  get(accountId: string, username: string): Promise<StoredUser | undefined>;
  /** The user of that name, in whichever account: for logins that name no account. */
  find(username: string): Promise<StoredUser | undefined>;
  /** In the order of `compareUsernames`; fewer than `limit` only at the end. */
  list(query: StoredUserQuery): Promise<readonly StoredUser[]>;
  /**
   * The user that was removed, or undefined when there was none.
   * @param audit goes to the audit log in the same transaction, if there was one.
   */
  remove(
    accountId: string,
    username: string,
    audit?: NewAuditEntry,
  ): Promise<StoredUser | undefined>;
  /** The users who own a line that matches, as for `Directory.lines`; by name, each once. */
  ownersOf(accountId: string, ref: LineRef): Promise<readonly StoredUser[]>;
  /** The users with that key (`userKeys`), by name. */
  usersByKey(accountId: string, key: UserKey): Promise<readonly StoredUser[]>;
}
