import {
  endSession,
  type Page,
  type Session,
  type SessionCatalog,
  type SessionQuery,
  TricordError,
} from '@tricord/core';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { parseBody } from './body.ts';
import { sameKeys } from './same-keys.ts';
import { SessionLists } from './session-lists.ts';
import { type SessionKeys, sessionKeys } from './session-row.ts';

interface StoredRow {
  readonly id: string;
  readonly body: string;
}

type Change = (session: Session) => Session;

/** The sessions of a {@link SqliteCatalog}. */
export class SqliteSessions implements SessionCatalog {
  readonly #lists: SessionLists;
  readonly #update: Transaction<
    (accountId: string, id: string, change: Change) => Session | undefined
  >;
  readonly #endAll: Transaction<(now: number) => Session[]>;
  readonly #select: Statement<[string, string], StoredRow>;
  readonly #selectByExternalId: Statement<[string, string], StoredRow>;
  readonly #selectLive: Statement<[], StoredRow>;
  readonly #insertRow: Statement<[SessionKeys & Record<string, string | number | null>]>;
  readonly #updateRow: Statement<[SessionKeys & Record<string, string | number | null>]>;
  readonly #updateBody: Statement<[Record<string, string>]>;

  constructor(db: Database) {
    this.#lists = new SessionLists(db);
    this.#update = db.transaction((accountId, id, change) =>
      this.#updateNow(accountId, id, change),
    );
    this.#endAll = db.transaction((now) => this.#endAllNow(now));
    this.#select = db.prepare('SELECT id, body FROM sessions WHERE id = ? AND account_id = ?');
    this.#selectByExternalId = db.prepare(
      'SELECT id, body FROM sessions WHERE account_id = ? AND external_id = ? ' +
        'ORDER BY created_at DESC, id DESC LIMIT 1',
    );
    this.#selectLive = db.prepare(
      "SELECT id, body FROM sessions WHERE state = 'live' ORDER BY created_at, id",
    );
    this.#insertRow = db.prepare(INSERT);
    this.#updateRow = db.prepare(UPDATE);
    this.#updateBody = db.prepare('UPDATE sessions SET body = $body WHERE id = $id');
  }

  async insert(session: Session): Promise<void> {
    const { id, accountId } = session;
    const body = JSON.stringify(session);
    const row = { ...sessionKeys(session), id, account_id: accountId, body };
    if (this.#insertRow.run(row).changes === 0) {
      throw new TricordError('invalid-argument', `The id ${id} is in use`, {
        details: { parameter: 'id' },
      });
    }
  }

  async update(accountId: string, id: string, change: Change): Promise<Session | undefined> {
    return this.#update.immediate(accountId, id, change);
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    return read(this.#select.get(id, accountId));
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    return read(this.#selectByExternalId.get(accountId, externalId));
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    return this.#lists.page(query);
  }

  async endAll(now: number): Promise<readonly Session[]> {
    return this.#endAll.immediate(now);
  }

  #updateNow(accountId: string, id: string, change: Change): Session | undefined {
    const before = read(this.#select.get(id, accountId));
    if (before === undefined) return undefined;
    const after = change(before);
    if (after !== before) this.#write(before, after);
    return after;
  }

  #endAllNow(now: number): Session[] {
    return this.#selectLive.all().map((row) => {
      const before = parseBody<Session>(row.id, row.body);
      const after = endSession(before, now);
      this.#write(before, after);
      return after;
    });
  }

  #write(before: Session, after: Session): void {
    const { id } = before;
    const keys = sessionKeys(after);
    const body = JSON.stringify(after);
    if (sameKeys(keys, sessionKeys(before))) this.#updateBody.run({ id, body });
    else this.#updateRow.run({ ...keys, id, body });
  }
}

const KEY_COLUMNS = [
  ...['state', 'created_at', 'external_id', 'conference_id'],
  ...['device_name', 'directory_number', 'username', 'numeric_user_id'],
];
const COLUMNS = ['id', 'account_id', 'body', ...KEY_COLUMNS];

const INSERT = `INSERT INTO sessions (${COLUMNS.join(', ')})
VALUES (${COLUMNS.map((column) => `$${column}`).join(', ')})
ON CONFLICT (id) DO NOTHING`;

const UPDATE = `UPDATE sessions
SET body = $body, ${KEY_COLUMNS.map((column) => `${column} = $${column}`).join(', ')}
WHERE id = $id`;

function read(row: StoredRow | undefined): Session | undefined {
  return row && parseBody<Session>(row.id, row.body);
}
