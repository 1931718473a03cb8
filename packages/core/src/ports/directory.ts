import type { Line, User } from '../account.ts';
import type { LineRef } from '../session.ts';

/** A line and who owns it. */
export interface OwnedLine {
  readonly line: Line;
  readonly owner: User;
}

/** Who the account's users are, and which lines they own. */
export interface Directory {
  /** The user of that name (compared without regard to case), or undefined. */
  user(accountId: string, username: string): Promise<User | undefined>;
  /**
   * The lines that fit: of that device, of that number, or both when both are given. A number that
   * several users share yields one entry for each owner. Neither given: none.
   */
  lines(accountId: string, ref: LineRef): Promise<readonly OwnedLine[]>;
}
