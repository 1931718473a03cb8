import {
  type Page,
  type Recording,
  type RecordingCatalog,
  type RecordingQuery,
  TricordError,
} from '@tricord/core';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { RecordingLists } from './recording-lists.ts';
import { RECORDING_KEYS, type RecordingShelf, recordingKeys } from './recording-row.ts';
import { sameKeys } from './same-keys.ts';
import {
  idInUse,
  insertSql,
  type RowValues,
  readRow,
  type StoredRow,
  updateSql,
} from './stored-row.ts';

type Change = (recording: Recording) => Recording;

export const RECORDING_SQL = {
  byId: 'SELECT id, body FROM recordings WHERE id = ? AND account_id = ?',
  byName:
    'SELECT id, body FROM recordings INDEXED BY recordings_by_name ' +
    'WHERE account_id = ? AND shelf = ? AND name = ?',
  unfinished: "SELECT id, body FROM recordings WHERE shelf = 'live' ORDER BY created_at, id",
  insert: insertSql('recordings', ['id', 'account_id', 'state', 'body', ...RECORDING_KEYS]),
  update: updateSql('recordings', ['state', 'body', ...RECORDING_KEYS]),
  updateState: updateSql('recordings', ['state', 'body']),
  remove: 'DELETE FROM recordings WHERE id = ? AND account_id = ? RETURNING id, body',
};

/** The recordings of a SqliteCatalog. */
export class SqliteRecordings implements RecordingCatalog {
  readonly #lists: RecordingLists;
  readonly #byId: Statement<[id: string, accountId: string], StoredRow>;
  readonly #byName: Statement<[accountId: string, shelf: RecordingShelf, name: string], StoredRow>;
  readonly #unfinished: Statement<[], StoredRow>;
  readonly #insertRow: Statement<[RowValues]>;
  readonly #updateRow: Statement<[RowValues]>;
  readonly #updateState: Statement<[RowValues]>;
  readonly #removeRow: Statement<[id: string, accountId: string], StoredRow>;
  readonly #insert: Transaction<(recording: Recording) => void>;
  readonly #update: Transaction<
    (accountId: string, id: string, change: Change) => Recording | undefined
  >;

  constructor(db: Database) {
    this.#lists = new RecordingLists(db);
    this.#byId = db.prepare(RECORDING_SQL.byId);
    this.#byName = db.prepare(RECORDING_SQL.byName);
    this.#unfinished = db.prepare(RECORDING_SQL.unfinished);
    this.#insertRow = db.prepare(RECORDING_SQL.insert);
    this.#updateRow = db.prepare(RECORDING_SQL.update);
    this.#updateState = db.prepare(RECORDING_SQL.updateState);
    this.#removeRow = db.prepare(RECORDING_SQL.remove);
    this.#insert = db.transaction((recording) => this.#insertNow(recording));
    this.#update = db.transaction((accountId, id, change) =>
      this.#updateNow(accountId, id, change),
    );
  }

  async insert(recording: Recording): Promise<void> {
    this.#insert.immediate(recording);
  }

  async update(accountId: string, id: string, change: Change): Promise<Recording | undefined> {
    return this.#update.immediate(accountId, id, change);
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return this.#getNow(accountId, id);
  }

  async findByName(
    accountId: string,
    name: string,
    where: 'live' | 'stored',
  ): Promise<Recording | undefined> {
    const row = this.#byName.get(accountId, where === 'live' ? 'live' : 'done', name);
    return row && readRow<Recording>(row);
  }

  async list(query: RecordingQuery): Promise<Page<Recording>> {
    return this.#lists.page(query);
  }

  async remove(accountId: string, id: string): Promise<Recording | undefined> {
    const row = this.#removeRow.get(id, accountId);
    return row && readRow<Recording>(row);
  }

  async unfinished(): Promise<readonly Recording[]> {
    return this.#unfinished.all().map(readRow<Recording>);
  }

  #getNow(accountId: string, id: string): Recording | undefined {
    const row = this.#byId.get(id, accountId);
    return row && readRow<Recording>(row);
  }

  #insertNow(recording: Recording): void {
    const { id, accountId, state } = recording;
    const keys = recordingKeys(recording);
    if (keys.shelf === 'live' || keys.shelf === 'done') {
      this.#refuseTakenName(recording, 'live');
      this.#refuseTakenName(recording, keys.shelf);
    }
    const row = { ...keys, id, account_id: accountId, state, body: JSON.stringify(recording) };
    if (this.#insertRow.run(row).changes === 0) throw idInUse(id);
  }

  #updateNow(accountId: string, id: string, change: Change): Recording | undefined {
    const before = this.#getNow(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before);
    if (after === before) return after;

    const { state, replaces } = after;
    const keys = recordingKeys(after);
    const body = JSON.stringify(after);
    if (sameKeys(keys, recordingKeys(before))) {
      this.#updateState.run({ id, state, body });
      return after;
    }
    if (keys.shelf === 'done' && replaces !== undefined) this.#removeRow.get(replaces, accountId);
    if (keys.shelf === 'live' || keys.shelf === 'done') this.#refuseTakenName(after, keys.shelf);
    this.#updateRow.run({ ...keys, id, state, body });
    return after;
  }

  #refuseTakenName({ accountId, id, name }: Recording, shelf: RecordingShelf): void {
    const taken = this.#byName.get(accountId, shelf, name);
    if (taken === undefined || taken.id === id) return;
    throw new TricordError('recording-name-taken', `A recording named ${name} exists already`);
  }
}
