import {
  endSession,
  type Page,
  type Session,
  type SessionCatalog,
  type SessionQuery,
} from '@tricord/core';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { sameKeys } from './same-keys.ts';
import { SessionLists } from './session-lists.ts';
import { SESSION_KEYS, sessionKeys } from './session-row.ts';
import {
  idInUse,
  insertSql,
  type RowValues,
  readRow,
  type StoredRow,
  updateSql,
} from './stored-row.ts';

type Change = (session: Session) => Session;

export const SESSION_SQL = {
  byId: 'SELECT id, body FROM sessions WHERE id = ? AND account_id = ?',
  byExternalId:
    'SELECT id, body FROM sessions WHERE account_id = ? AND external_id = ? ' +
    'ORDER BY created_at DESC, id DESC LIMIT 1',
  live: "SELECT id, body FROM sessions WHERE state = 'live' ORDER BY created_at, id",
  insert: insertSql('sessions', ['id', 'account_id', 'body', ...SESSION_KEYS]),
  update: updateSql('sessions', ['body', ...SESSION_KEYS]),
  updateBody: updateSql('sessions', ['body']),
};

/** The sessions of a SqliteCatalog. */
export class SqliteSessions implements SessionCatalog {
  readonly #lists: SessionLists;
  readonly #byId: Statement<[id: string, accountId: string], StoredRow>;
  readonly #byExternalId: Statement<[accountId: string, externalId: string], StoredRow>;
  readonly #live: Statement<[], StoredRow>;
  readonly #insertRow: Statement<[RowValues]>;
  readonly #updateRow: Statement<[RowValues]>;
  readonly #updateBody: Statement<[RowValues]>;
  readonly #update: Transaction<
    (accountId: string, id: string, change: Change) => Session | undefined
  >;
  readonly #endAll: Transaction<(now: number) => Session[]>;

  constructor(db: Database) {
    this.#lists = new SessionLists(db);
    this.#byId = db.prepare(SESSION_SQL.byId);
    this.#byExternalId = db.prepare(SESSION_SQL.byExternalId);
    this.#live = db.prepare(SESSION_SQL.live);
    this.#insertRow = db.prepare(SESSION_SQL.insert);
    this.#updateRow = db.prepare(SESSION_SQL.update);
    this.#updateBody = db.prepare(SESSION_SQL.updateBody);
    this.#update = db.transaction((accountId, id, change) =>
      this.#updateNow(accountId, id, change),
    );
    this.#endAll = db.transaction((now) =>
      this.#live.all().map((row) => this.#change(readRow<Session>(row), (s) => endSession(s, now))),
    );
  }

  async insert(session: Session): Promise<void> {
    const { id, accountId } = session;
    const body = JSON.stringify(session);
    const row = { ...sessionKeys(session), id, account_id: accountId, body };
    if (this.#insertRow.run(row).changes === 0) throw idInUse(id);
  }

  async update(accountId: string, id: string, change: Change): Promise<Session | undefined> {
    return this.#update.immediate(accountId, id, change);
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    return this.#getNow(accountId, id);
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    const row = this.#byExternalId.get(accountId, externalId);
    return row && readRow<Session>(row);
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    return this.#lists.page(query);
  }

  async endAll(now: number): Promise<readonly Session[]> {
    return this.#endAll.immediate(now);
  }

  #getNow(accountId: string, id: string): Session | undefined {
    const row = this.#byId.get(id, accountId);
    return row && readRow<Session>(row);
  }

  #updateNow(accountId: string, id: string, change: Change): Session | undefined {
    const before = this.#getNow(accountId, id);
    return before && this.#change(before, change);
  }

  #change(before: Session, change: Change): Session {
    const after = change(before);
    if (after === before) return after;
    const { id } = before;
    const keys = sessionKeys(after);
    const body = JSON.stringify(after);
    if (sameKeys(keys, sessionKeys(before))) this.#updateBody.run({ id, body });
    else this.#updateRow.run({ ...keys, id, body });
    return after;
  }
}
