import {
  endSession,
  type Page,
  type Session,
  type SessionCatalog,
  type SessionQuery,
} from '@tricord/core';
import {
  readRow,
  SESSION_TABLE,
  type SessionListName,
  type StoredRow,
  sessionLists,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';
import { SqliteLists } from '../tables/sqlite-lists.ts';
import { StoredTable, tableSql } from '../tables/stored-table.ts';

export const SESSION_LISTS = sessionLists(SQLITE_DIALECT);

export const SESSION_SQL = {
  ...tableSql(SESSION_TABLE),
  byExternalId:
    'SELECT id, body FROM sessions WHERE account_id = ? AND external_id = ? ' +
    'ORDER BY created_at DESC, id DESC LIMIT 1',
  remove:
    'DELETE FROM sessions WHERE account_id = ? AND id = ? AND state = ? AND NOT EXISTS (' +
    'SELECT 1 FROM recordings AS r WHERE r.account_id = sessions.account_id ' +
    'AND r.session_id = sessions.id) RETURNING id, body',
  live: "SELECT id, body FROM sessions WHERE state = 'live' ORDER BY created_at, id",
};

/** The sessions of a SqliteCatalog. */
export class SqliteSessions implements SessionCatalog {
  readonly #table: StoredTable<Session>;
  readonly #lists: SqliteLists<Session, SessionQuery, SessionListName>;
  readonly #byExternalId: Statement<[accountId: string, externalId: string], StoredRow>;
  readonly #live: Statement<[], StoredRow>;
  readonly #remove: Statement<[accountId: string, id: string, state: string], StoredRow>;

  constructor(db: Database) {
    this.#table = new StoredTable(db, SESSION_TABLE);
    this.#lists = new SqliteLists(db, SESSION_LISTS);
    this.#byExternalId = db.prepare(SESSION_SQL.byExternalId);
    this.#live = db.prepare(SESSION_SQL.live);
    this.#remove = db.prepare(SESSION_SQL.remove);
  }

  async insert(session: Session): Promise<void> {
    this.#table.insert(session);
  }

  async update(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Promise<Session | undefined> {
    return this.#table.update(accountId, id, change);
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    return this.#table.get(accountId, id);
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    const row = this.#byExternalId.get(accountId, externalId);
    return row && readRow<Session>(row);
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    return this.#lists.page(query);
  }

  async live(): Promise<readonly Session[]> {
    return this.#live.all().map(readRow<Session>);
  }

  async endAll(now: number): Promise<readonly Session[]> {
    return this.#table.updateEach(this.#live, (session) => endSession(session, now));
  }

  async remove(
    accountId: string,
    id: string,
    state: 'expected' | 'ended',
  ): Promise<Session | undefined> {
    const row = this.#remove.get(accountId, id, state);
    return row && readRow<Session>(row);
  }
}
