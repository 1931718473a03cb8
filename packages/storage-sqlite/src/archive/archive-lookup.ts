import type { ArchiveFilter } from '@tricord/core';
import { type ArchiveGroup, type ArchiveScope, wantedGroups } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

export const LOOKUP_SQL = {
  group: 'SELECT id FROM archive_groups WHERE account_id = ? AND kind = ? AND value = ?',
  size: 'SELECT sum(size) FROM archive_days WHERE group_id = ?',
  longest: 'SELECT longest_ms FROM archive_spans WHERE account_id = ?',
};

/** Finds the groups that queries are about. */
export class ArchiveLookup {
  readonly #group: Statement<[accountId: string, kind: string, value: string], number>;
  readonly #size: Statement<[group: number], number | null>;
  readonly #longest: Statement<[accountId: string], number>;

  constructor(db: Database) {
    this.#group = db.prepare<[string, string, string], number>(LOOKUP_SQL.group).pluck();
    this.#size = db.prepare<[number], number | null>(LOOKUP_SQL.size).pluck();
    this.#longest = db.prepare<[string], number>(LOOKUP_SQL.longest).pluck();
  }

  /** Undefined when nothing can fit. */
  scopeOf(query: ArchiveFilter & { readonly accountId: string }): ArchiveScope | undefined {
    const { mix, remote } = wantedGroups(query);
    const { accountId } = query;
    const mixId = this.#find(accountId, mix);
    const remoteId = remote && this.#find(accountId, remote);
    if (mixId === undefined || (remote !== undefined && remoteId === undefined)) return undefined;
    const longestMs = this.#longest.get(accountId) ?? 0;
    // All entries of the account are in the mix of nothing.
    if (remoteId === undefined || mix.kind === '') {
      return { group: remoteId ?? mixId, alsoIn: undefined, longestMs };
    }
    const mixIsSmaller = this.#sizeOf(mixId) < this.#sizeOf(remoteId);
    return mixIsSmaller
      ? { group: mixId, alsoIn: remoteId, longestMs }
      : { group: remoteId, alsoIn: mixId, longestMs };
  }

  #find(accountId: string, { kind, value }: ArchiveGroup): number | undefined {
    return this.#group.get(accountId, kind, value);
  }

  #sizeOf(group: number): number {
    return this.#size.get(group) ?? 0;
  }
}
