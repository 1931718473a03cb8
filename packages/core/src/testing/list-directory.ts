import type { User } from '../account.ts';
import type { Directory, OwnedLine } from '../ports/directory.ts';
import type { LineRef } from '../session.ts';

/** The directory port over a list of users that never changes. */
export class ListDirectory implements Directory {
  readonly #users: ReadonlyMap<string, readonly User[]>;

  /** @param users by account id. */
  constructor(users: Readonly<Record<string, readonly User[]>>) {
    this.#users = new Map(Object.entries(users));
  }

  async user(accountId: string, username: string): Promise<User | undefined> {
    const wanted = username.toLowerCase();
    return this.#users.get(accountId)?.find((user) => user.username.toLowerCase() === wanted);
  }

  async lines(accountId: string, ref: LineRef): Promise<readonly OwnedLine[]> {
    const { deviceName, directoryNumber } = ref;
    if (deviceName === undefined && directoryNumber === undefined) return [];
    return (this.#users.get(accountId) ?? []).flatMap((owner) =>
      owner.lines
        .filter((line) => deviceName === undefined || line.deviceName === deviceName)
        .filter((line) => directoryNumber === undefined || line.directoryNumber === directoryNumber)
        .map((line) => ({ line, owner })),
    );
  }
}
