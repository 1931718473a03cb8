import {
  type Page,
  type Recording,
  type RecordingCatalog,
  type RecordingQuery,
  TricordError,
} from '@tricord/core';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { parseBody } from './body.ts';
import { RecordingLists } from './recording-lists.ts';
import { type RecordingKeys, type RecordingShelf, recordingKeys } from './recording-row.ts';
import { sameKeys } from './same-keys.ts';

interface StoredRow {
  readonly id: string;
  readonly body: string;
}

type Change = (recording: Recording) => Recording;

/** The recordings of a {@link SqliteCatalog}. */
export class SqliteRecordings implements RecordingCatalog {
  readonly #lists: RecordingLists;
  readonly #insert: Transaction<(recording: Recording) => void>;
  readonly #update: Transaction<
    (accountId: string, id: string, change: Change) => Recording | undefined
  >;
  readonly #select: Statement<[string, string], StoredRow>;
  readonly #selectByName: Statement<[string, RecordingShelf, string], StoredRow>;
  readonly #selectUnfinished: Statement<[], StoredRow>;
  readonly #insertRow: Statement<[RecordingKeys & Record<string, string | number | null>]>;
  readonly #updateRow: Statement<[RecordingKeys & Record<string, string | number | null>]>;
  readonly #updateState: Statement<[Record<string, string>]>;
  readonly #delete: Statement<[string, string], StoredRow>;

  constructor(db: Database) {
    this.#lists = new RecordingLists(db);
    this.#insert = db.transaction((recording) => this.#insertNow(recording));
    this.#update = db.transaction((accountId, id, change) =>
      this.#updateNow(accountId, id, change),
    );
    this.#select = db.prepare('SELECT id, body FROM recordings WHERE id = ? AND account_id = ?');
    this.#selectByName = db.prepare(
      'SELECT id, body FROM recordings WHERE account_id = ? AND shelf = ? AND name = ?',
    );
    this.#selectUnfinished = db.prepare(
      "SELECT id, body FROM recordings WHERE shelf = 'live' ORDER BY created_at, id",
    );
    this.#insertRow = db.prepare(INSERT);
    this.#updateRow = db.prepare(UPDATE);
    this.#updateState = db.prepare(
      'UPDATE recordings SET state = $state, body = $body WHERE id = $id',
    );
    this.#delete = db.prepare(
      'DELETE FROM recordings WHERE id = ? AND account_id = ? RETURNING id, body',
    );
  }

  async insert(recording: Recording): Promise<void> {
    this.#insert.immediate(recording);
  }

  async update(accountId: string, id: string, change: Change): Promise<Recording | undefined> {
    return this.#update.immediate(accountId, id, change);
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return read(this.#select.get(id, accountId));
  }

  async findByName(
    accountId: string,
    name: string,
    where: 'live' | 'stored',
  ): Promise<Recording | undefined> {
    return read(this.#selectByName.get(accountId, where === 'live' ? 'live' : 'done', name));
  }

  async list(query: RecordingQuery): Promise<Page<Recording>> {
    return this.#lists.page(query);
  }

  async remove(accountId: string, id: string): Promise<Recording | undefined> {
    return read(this.#delete.get(id, accountId));
  }

  async unfinished(): Promise<readonly Recording[]> {
    return this.#selectUnfinished.all().map((row) => parseBody<Recording>(row.id, row.body));
  }

  #insertNow(recording: Recording): void {
    const { id, accountId, state } = recording;
    const keys = recordingKeys(recording);
    if (keys.shelf === 'live' || keys.shelf === 'done') {
      this.#refuseTakenName(recording, 'live');
      this.#refuseTakenName(recording, keys.shelf);
    }
    const body = JSON.stringify(recording);
    const row = { ...keys, id, account_id: accountId, state, body };
    if (this.#insertRow.run(row).changes === 0) {
      throw new TricordError('invalid-argument', `The id ${id} is in use`, {
        details: { parameter: 'id' },
      });
    }
  }

  #updateNow(accountId: string, id: string, change: Change): Recording | undefined {
    const before = read(this.#select.get(id, accountId));
    if (before === undefined) return undefined;
    const after = change(before);
    if (after === before) return after;

    const { state } = after;
    const keys = recordingKeys(after);
    const body = JSON.stringify(after);
    if (sameKeys(keys, recordingKeys(before))) {
      this.#updateState.run({ id, state, body });
      return after;
    }
    if (state === 'done' && after.replaces !== undefined)
      this.#delete.get(after.replaces, accountId);
    if (keys.shelf === 'live' || keys.shelf === 'done') this.#refuseTakenName(after, keys.shelf);
    this.#updateRow.run({ ...keys, id, state, body });
    return after;
  }

  #refuseTakenName({ accountId, id, name }: Recording, shelf: RecordingShelf): void {
    const taken = this.#selectByName.get(accountId, shelf, name);
    if (taken === undefined || taken.id === id) return;
    throw new TricordError('recording-name-taken', `A recording named ${name} exists already`);
  }
}

const KEY_COLUMNS = [
  ...['name', 'shelf', 'created_at', 'session_id', 'conference_id'],
  ...['device_name', 'directory_number', 'username', 'numeric_user_id'],
];
const COLUMNS = ['id', 'account_id', 'state', 'body', ...KEY_COLUMNS];

const INSERT = `INSERT INTO recordings (${COLUMNS.join(', ')})
VALUES (${COLUMNS.map((column) => `$${column}`).join(', ')})
ON CONFLICT (id) DO NOTHING`;

const UPDATE = `UPDATE recordings
SET state = $state, body = $body, ${KEY_COLUMNS.map((column) => `${column} = $${column}`).join(', ')}
WHERE id = $id`;

function read(row: StoredRow | undefined): Recording | undefined {
  return row && parseBody<Recording>(row.id, row.body);
}
