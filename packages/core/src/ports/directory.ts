import type { Line, User } from '../account.ts';
import type { LineRef } from '../session.ts';
import type { UserKey } from '../user-keys.ts';

/** A line and who owns it. */
export interface OwnedLine {
  readonly line: Line;
  readonly owner: User;
}

/**
 * The accounts' users and their lines: those of the configuration, and those added at run time. A change is visible
 * to every later call.
 */
export interface Directory {
  /** The user of that name (compared without regard to case), or undefined. */
  user(accountId: string, username: string): Promise<User | undefined>;
  /**
   * The lines that match: of that device, of that number, or both when both are given. A number that
   * several users share yields one entry for each owner. Neither given: none.
   */
  lines(accountId: string, ref: LineRef): Promise<readonly OwnedLine[]>;
  /** The users with that key, such as a numeric id: one, unless the account gave it to several. */
  usersByKey(accountId: string, key: UserKey): Promise<readonly User[]>;
  /** The account's users who cannot be changed at run time, by name. */
  givenUsers(accountId: string): readonly User[];
  /** Whether a user of the configuration has this name, in any account; then no other user can have it. */
  isGiven(username: string): boolean;
}
