import {
  type Conference,
  type ConferenceCatalog,
  type ConferenceQuery,
  endConferenceAt,
  type Page,
} from '@tricord/core';
import { CONFERENCE_TABLE, conferenceLists, type StoredRow } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';
import { SqliteLists } from '../tables/sqlite-lists.ts';
import { StoredTable, tableSql } from '../tables/stored-table.ts';

export const CONFERENCE_LISTS = conferenceLists(SQLITE_DIALECT);

export const CONFERENCE_SQL = {
  ...tableSql(CONFERENCE_TABLE),
  live: "SELECT id, body FROM conferences WHERE state = 'live' ORDER BY created_at, id",
  members:
    'SELECT count(*) FROM sessions INDEXED BY sessions_by_conference_id ' +
    "WHERE account_id = ? AND conference_id = ? AND state = 'live'",
};

/** The conferences of a SqliteCatalog. */
export class SqliteConferences implements ConferenceCatalog {
  readonly #table: StoredTable<Conference>;
  readonly #lists: SqliteLists<Conference, ConferenceQuery, 'newest'>;
  readonly #live: Statement<[], StoredRow>;
  readonly #members: Statement<[accountId: string, id: string], number>;

  constructor(db: Database) {
    this.#table = new StoredTable(db, CONFERENCE_TABLE);
    this.#lists = new SqliteLists(db, CONFERENCE_LISTS);
    this.#live = db.prepare(CONFERENCE_SQL.live);
    this.#members = db
      .prepare<[accountId: string, id: string], number>(CONFERENCE_SQL.members)
      .pluck();
  }

  async insert(conference: Conference): Promise<void> {
    this.#table.insert(conference);
  }

  async update(
    accountId: string,
    id: string,
    change: (conference: Conference, members: number) => Conference,
  ): Promise<Conference | undefined> {
    return this.#table.update(accountId, id, (conference) =>
      change(conference, this.#members.get(accountId, id) ?? 0),
    );
  }

  async get(accountId: string, id: string): Promise<Conference | undefined> {
    return this.#table.get(accountId, id);
  }

  async list(query: ConferenceQuery): Promise<Page<Conference>> {
    return this.#lists.page(query);
  }

  async endAll(now: number): Promise<readonly Conference[]> {
    return this.#table.updateEach(this.#live, (conference) => endConferenceAt(conference, now));
  }
}
