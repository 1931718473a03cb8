import type { StoredUser } from '../account.ts';
import type { NewAuditEntry } from '../audit.ts';
import type { LineRef } from '../session.ts';

/** What becomes of one user. */
export interface UserChange {
  readonly username: string;
  /**
   * Called with the account's user of that name, or undefined when it has none; answers whom to keep
   * instead, under the same name, of which only the case may differ.
   */
  readonly change: (before: StoredUser | undefined) => StoredUser;
}

export interface StoredUserQuery {
  readonly accountId: string;
  /** From 1 to 1000. */
  readonly limit: number;
  /** Begins behind the user of this name, whether there is one or not. */
  readonly after?: string;
}

/**
 * Keeps the users that were put in at run time. Names are compared without regard to case, and are
 * unique over all accounts. A change that a call has resolved for is seen by every later call. But
 * for {@link find}, nothing here crosses accounts. A page and a lookup cost the same in a directory of
 * any size.
 */
export interface DirectoryCatalog {
  /**
   * Makes all changes, or none: what a `change` throws is thrown, and nothing has changed.
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
  /** The users who own a line that fits, as `Directory.lines` has it; by name, each once. */
  ownersOf(accountId: string, ref: LineRef): Promise<readonly StoredUser[]>;
  /** The users of that numeric id, by name. */
  numericUsers(accountId: string, numericUserId: string): Promise<readonly StoredUser[]>;
}
