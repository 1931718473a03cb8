import {
  type DirectoryCatalog,
  type Line,
  type LineRef,
  type NewAuditEntry,
  type StoredUser,
  type StoredUserQuery,
  TricordError,
  type UserChange,
  type UserKey,
  userKeys,
  usernameKey,
} from '@tricord/core';
import { readRow, type StoredRow } from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import type { SqliteAudit } from '../audit/sqlite-audit.ts';

const COLUMNS = 'users.name_key AS id, users.body';
// Finds lines first, then their owners: without DISTINCT, the owner of several such lines would come several times.
const OF_LINES = `SELECT DISTINCT ${COLUMNS} FROM user_lines INDEXED BY`;
const OWNER = 'CROSS JOIN users ON users.name_key = user_lines.name_key';

export const DIRECTORY_SQL = {
  byName: `SELECT ${COLUMNS} FROM users WHERE name_key = ?`,
  list:
    `SELECT ${COLUMNS} FROM users INDEXED BY users_by_name ` +
    'WHERE account_id = ? AND name_key > ? ORDER BY name_key LIMIT ? + 0',
  byKey:
    `SELECT ${COLUMNS} FROM user_keys INDEXED BY user_keys_by_value ` +
    'CROSS JOIN users ON users.name_key = user_keys.name_key ' +
    'WHERE user_keys.account_id = ? AND kind = ? AND value = ? ORDER BY user_keys.name_key',
  ofDevice:
    `${OF_LINES} user_lines_by_device ${OWNER} ` +
    'WHERE user_lines.account_id = ? AND device_name = ? ORDER BY user_lines.name_key',
  ofNumber:
    `${OF_LINES} user_lines_by_number ${OWNER} ` +
    'WHERE user_lines.account_id = ? AND directory_number = ? ORDER BY user_lines.name_key',
  put:
    'INSERT INTO users (name_key, account_id, body) VALUES (?, ?, ?) ' +
    'ON CONFLICT (name_key) DO UPDATE SET body = excluded.body',
  remove: 'DELETE FROM users WHERE name_key = ?',
  addLine:
    'INSERT INTO user_lines (name_key, device_name, directory_number, account_id) VALUES (?, ?, ?, ?)',
  removeLines: 'DELETE FROM user_lines WHERE name_key = ?',
  addKey: 'INSERT INTO user_keys (name_key, kind, value, account_id) VALUES (?, ?, ?, ?)',
  removeKeys: 'DELETE FROM user_keys WHERE name_key = ?',
};

type Put = Transaction<
  (
    accountId: string,
    changes: readonly UserChange[],
    audit: readonly NewAuditEntry[],
  ) => StoredUser[]
>;

/** The directory of a SqliteCatalog. */
export class SqliteDirectory implements DirectoryCatalog {
  readonly #byName: Statement<[key: string], StoredRow>;
  readonly #list: Statement<[accountId: string, after: string, limit: number], StoredRow>;
  readonly #byKey: Statement<[accountId: string, kind: string, value: string], StoredRow>;
  readonly #ofDevice: Statement<[accountId: string, device: string], StoredRow>;
  readonly #ofNumber: Statement<[accountId: string, number: string], StoredRow>;
  readonly #putUser: Statement<[key: string, accountId: string, body: string]>;
  readonly #removeUser: Statement<[key: string]>;
  readonly #addLine: Statement<[key: string, device: string, number: string, accountId: string]>;
  readonly #removeLines: Statement<[key: string]>;
  readonly #addKey: Statement<[key: string, kind: string, value: string, accountId: string]>;
  readonly #removeKeys: Statement<[key: string]>;
  readonly #put: Put;
  readonly #remove: Transaction<
    (
      accountId: string,
      username: string,
      audit: NewAuditEntry | undefined,
    ) => StoredUser | undefined
  >;

  constructor(db: Database, audit: SqliteAudit) {
    this.#byName = db.prepare(DIRECTORY_SQL.byName);
    this.#list = db.prepare(DIRECTORY_SQL.list);
    this.#byKey = db.prepare(DIRECTORY_SQL.byKey);
    this.#ofDevice = db.prepare(DIRECTORY_SQL.ofDevice);
    this.#ofNumber = db.prepare(DIRECTORY_SQL.ofNumber);
    this.#putUser = db.prepare(DIRECTORY_SQL.put);
    this.#removeUser = db.prepare(DIRECTORY_SQL.remove);
    this.#addLine = db.prepare(DIRECTORY_SQL.addLine);
    this.#removeLines = db.prepare(DIRECTORY_SQL.removeLines);
    this.#addKey = db.prepare(DIRECTORY_SQL.addKey);
    this.#removeKeys = db.prepare(DIRECTORY_SQL.removeKeys);
    this.#put = db.transaction((accountId, changes, entries) => {
      const put = changes.map((change) => this.#change(accountId, change));
      for (const entry of entries) audit.keep(entry);
      return put;
    });
    this.#remove = db.transaction((accountId, username, entry) => {
      const found = this.#get(accountId, username);
      if (found === undefined) return undefined;
      this.#removeUser.run(usernameKey(username));
      if (entry !== undefined) audit.keep(entry);
      return found;
    });
  }

  async put(
    accountId: string,
    changes: readonly UserChange[],
    audit: readonly NewAuditEntry[] = [],
  ): Promise<readonly StoredUser[]> {
    return this.#put.immediate(accountId, changes, audit);
  }

  async get(accountId: string, username: string): Promise<StoredUser | undefined> {
    return this.#get(accountId, username);
  }

  async find(username: string): Promise<StoredUser | undefined> {
    return this.#find(username);
  }

  async list({ accountId, limit, after = '' }: StoredUserQuery): Promise<readonly StoredUser[]> {
    // No name is empty: all of them come after the empty one.
    return this.#list.all(accountId, usernameKey(after), limit).map(readRow<StoredUser>);
  }

  async remove(
    accountId: string,
    username: string,
    audit?: NewAuditEntry,
  ): Promise<StoredUser | undefined> {
    return this.#remove.immediate(accountId, username, audit);
  }

  async ownersOf(
    accountId: string,
    { deviceName, directoryNumber }: LineRef,
  ): Promise<readonly StoredUser[]> {
    if (directoryNumber === undefined) {
      return deviceName === undefined
        ? []
        : this.#ofDevice.all(accountId, deviceName).map(readRow<StoredUser>);
    }
    const owners = this.#ofNumber.all(accountId, directoryNumber).map(readRow<StoredUser>);
    if (deviceName === undefined) return owners;
    const isIt = (line: Line) =>
      line.deviceName === deviceName && line.directoryNumber === directoryNumber;
    return owners.filter(({ user }) => user.lines.some(isIt));
  }

  async usersByKey(accountId: string, { kind, value }: UserKey): Promise<readonly StoredUser[]> {
    return this.#byKey.all(accountId, kind, value).map(readRow<StoredUser>);
  }

  #find(username: string): StoredUser | undefined {
    const row = this.#byName.get(usernameKey(username));
    return row && readRow<StoredUser>(row);
  }

  #get(accountId: string, username: string): StoredUser | undefined {
    const found = this.#find(username);
    return found?.accountId === accountId ? found : undefined;
  }

  #change(accountId: string, { username, change }: UserChange): StoredUser {
    const before = this.#find(username);
    if (before !== undefined && before.accountId !== accountId) {
      throw new TricordError('username-taken', `The user name ${username} is taken`);
    }
    const after = change(before);
    const key = usernameKey(username);
    this.#putUser.run(key, accountId, JSON.stringify(after));
    if (before !== undefined) {
      this.#removeLines.run(key);
      this.#removeKeys.run(key);
    }
    for (const { deviceName, directoryNumber } of after.user.lines) {
      this.#addLine.run(key, deviceName, directoryNumber, accountId);
    }
    for (const { kind, value } of userKeys(after.user)) {
      this.#addKey.run(key, kind, value, accountId);
    }
    return after;
  }
}
