import type { ArchiveFilter, Reader } from '@tricord/core';
import {
  type ArchiveGroup,
  type ArchiveScope,
  visibleGroups,
  wantedGroups,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

export const LOOKUP_SQL = {
  group: 'SELECT id FROM archive_groups WHERE account_id = ? AND kind = ? AND value = ?',
  size: 'SELECT sum(size) FROM archive_days WHERE group_id = ?',
  longest: 'SELECT longest_ms FROM archive_spans WHERE account_id = ?',
};

/** Finds the groups that queries read. */
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
    const { combined, remote } = wantedGroups(query);
    const { accountId } = query;
    const combinedId = this.#find(accountId, combined);
    const remoteId = remote && this.#find(accountId, remote);
    if (combinedId === undefined || (remote !== undefined && remoteId === undefined))
      return undefined;
    const longestMs = this.#longest.get(accountId) ?? 0;
    // Every entry of the account is in the combination of no properties.
    if (remoteId === undefined || combined.kind === '') {
      return { group: remoteId ?? combinedId, alsoIn: [], longestMs };
    }
    const combinedIsSmaller = this.#sizeOf(combinedId) < this.#sizeOf(remoteId);
    return combinedIsSmaller
      ? { group: combinedId, alsoIn: [remoteId], longestMs }
      : { group: remoteId, alsoIn: [combinedId], longestMs };
  }

  /** The groups of which a supervisor sees all recordings. */
  visibleTo(accountId: string, reader: Reader): readonly number[] {
    return visibleGroups(reader).flatMap((group) => this.#find(accountId, group) ?? []);
  }

  #find(accountId: string, { kind, value }: ArchiveGroup): number | undefined {
    return this.#group.get(accountId, kind, value);
  }

  #sizeOf(group: number): number {
    return this.#size.get(group) ?? 0;
  }
}
