import {
  type AgedQuery,
  type ArchivePage,
  type ArchiveQuery,
  type ArchiveSize,
  type NewAuditEntry,
  type Page,
  type Recording,
  type RecordingCatalog,
  type RecordingEvent,
  type RecordingQuery,
  type RemoveOptions,
  refusePreserved,
  type Session,
  sessionOfLineRecording,
  sparePreserved,
  type Transition,
  TricordError,
  withLineRecordingBegun,
} from '@tricord/core';
import {
  RECORDING_TABLE,
  type RecordingListName,
  type RecordingShelf,
  readRow,
  recordingLists,
  SESSION_TABLE,
  type StoredRow,
  shelfOf,
  withOwnName,
} from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import { ArchivePages } from '../archive/archive-pages.ts';
import { ArchiveWriter } from '../archive/archive-writer.ts';
import type { SqliteAudit } from '../audit/sqlite-audit.ts';
import type { SqliteJournal } from '../outbox/sqlite-journal.ts';
import { SearchIndex } from '../search/search-index.ts';
import { isSearch } from '../search/search-terms.ts';
import { SearchedRecordings } from '../search/searched-recordings.ts';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';
import { SqliteLists } from '../tables/sqlite-lists.ts';
import { StoredTable, tableSql } from '../tables/stored-table.ts';
import { AgedRecordings } from './aged-recordings.ts';

export const RECORDING_LISTS = recordingLists(SQLITE_DIALECT);

export const RECORDING_SQL = {
  ...tableSql(RECORDING_TABLE),
  byName:
    'SELECT id, body FROM recordings INDEXED BY recordings_by_name ' +
    'WHERE account_id = ? AND shelf = ? AND name = ?',
  unfinished: "SELECT id, body FROM recordings WHERE shelf = 'live' ORDER BY created_at, id",
  remove: 'DELETE FROM recordings WHERE id = ? AND account_id = ?',
};

/** The recordings of a SqliteCatalog. */
export class SqliteRecordings implements RecordingCatalog {
  readonly #table: StoredTable<Recording>;
  readonly #sessions: StoredTable<Session>;
  readonly #lists: SqliteLists<Recording, RecordingQuery, RecordingListName>;
  readonly #archive: ArchiveWriter;
  readonly #index: SearchIndex;
  readonly #searched: SearchedRecordings;
  readonly #pages: ArchivePages;
  readonly #byName: Statement<[accountId: string, shelf: RecordingShelf, name: string], StoredRow>;
  readonly #unfinished: Statement<[], StoredRow>;
  readonly #removeRow: Statement<[id: string, accountId: string]>;
  readonly #journal: SqliteJournal;
  readonly #aged: AgedRecordings;
  readonly #audit: SqliteAudit;
  readonly #insert: Transaction<
    (
      recording: Recording,
      events: readonly RecordingEvent[],
      audit: NewAuditEntry | undefined,
    ) => void
  >;
  readonly #remove: Transaction<
    (
      accountId: string,
      id: string,
      events: readonly RecordingEvent[],
      options: RemoveOptions,
    ) => Recording | undefined
  >;

  constructor(db: Database, journal: SqliteJournal, audit: SqliteAudit) {
    this.#audit = audit;
    this.#aged = new AgedRecordings(db);
    this.#journal = journal;
    this.#archive = new ArchiveWriter(db);
    this.#index = new SearchIndex(db);
    this.#searched = new SearchedRecordings(db, this.#index);
    this.#table = new StoredTable(db, RECORDING_TABLE, {
      moving: (before, after) => this.#changeKeys(before, after),
      changed: (before, after) => {
        this.#archive.changed(before, after);
        this.#index.changed(before, after);
      },
    });
    this.#sessions = new StoredTable(db, SESSION_TABLE);
    this.#pages = new ArchivePages(db);
    this.#lists = new SqliteLists(db, RECORDING_LISTS);
    this.#byName = db.prepare(RECORDING_SQL.byName);
    this.#unfinished = db.prepare(RECORDING_SQL.unfinished);
    this.#removeRow = db.prepare(RECORDING_SQL.remove);
    this.#insert = db.transaction((recording, events, entry) => {
      this.#refuseTakenName(recording, 'live');
      this.#refuseTakenName(recording, shelfOf(recording.state));
      this.#table.insert(recording);
      this.#archive.added(recording);
      this.#noteLineRecording(recording);
      this.#index.added(recording);
      journal.keep(events);
      if (entry !== undefined) audit.keep(entry);
    });
    this.#remove = db.transaction((accountId, id, events, { wanted, audit: entry }) => {
      const known = this.#table.get(accountId, id);
      if (known === undefined || wanted?.(known) === false) return undefined;
      this.#take(known);
      journal.keep(events);
      if (entry !== undefined) audit.keep(entry);
      return known;
    });
  }

  async insert(
    recording: Recording,
    events: readonly RecordingEvent[] = [],
    audit?: NewAuditEntry,
  ): Promise<void> {
    this.#insert.immediate(recording, events, audit);
  }

  async update(
    accountId: string,
    id: string,
    change: (recording: Recording) => Recording,
    audit?: NewAuditEntry,
  ): Promise<Recording | undefined> {
    const silent = (before: Recording) => ({ recording: change(before), events: [] });
    return (await this.apply(accountId, id, silent, audit))?.recording;
  }

  async apply(
    accountId: string,
    id: string,
    change: (recording: Recording) => Transition,
    audit?: NewAuditEntry,
  ): Promise<Transition | undefined> {
    let applied: Transition | undefined;
    this.#table.update(accountId, id, (before) => {
      const wanted = change(before);
      applied = sparePreserved(wanted, this.#replacedBy(wanted.recording));
      this.#journal.keep(applied.events);
      if (audit !== undefined && applied.recording !== before) this.#audit.keep(audit);
      return applied.recording;
    });
    return applied;
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return this.#table.get(accountId, id);
  }

  async findByName(
    accountId: string,
    name: string,
    where: 'live' | 'stored',
  ): Promise<Recording | undefined> {
    const row = this.#byName.get(accountId, where === 'live' ? 'live' : 'done', name);
    return row && readRow<Recording>(row);
  }

  async list(wanted: RecordingQuery): Promise<Page<Recording>> {
    const query = withOwnName(wanted);
    if (query === undefined) return { items: [] };
    return isSearch(query) ? this.#searched.page(query) : this.#lists.page(query);
  }

  async browse(query: ArchiveQuery): Promise<ArchivePage> {
    return this.#pages.page(query);
  }

  async archiveSizes(): Promise<readonly ArchiveSize[]> {
    return this.#pages.sizes();
  }

  async aged(query: AgedQuery): Promise<Page<Recording>> {
    return this.#aged.page(query);
  }

  async remove(
    accountId: string,
    id: string,
    events: readonly RecordingEvent[] = [],
    options: RemoveOptions = {},
  ): Promise<Recording | undefined> {
    return this.#remove.immediate(accountId, id, events, options);
  }

  async unfinished(): Promise<readonly Recording[]> {
    return this.#unfinished.all().map(readRow<Recording>);
  }

  #noteLineRecording(recording: Recording): void {
    const sessionId = sessionOfLineRecording(recording);
    if (sessionId === undefined) return;
    this.#sessions.update(recording.accountId, sessionId, withLineRecordingBegun);
  }

  /** Removes a row, and what the archive has of it, unless it is preserved. */
  #take(recording: Recording): void {
    refusePreserved(recording);
    this.#archive.removing(recording);
    this.#index.removing(recording);
    this.#removeRow.run(recording.id, recording.accountId);
  }

  /** What goes as the recording becomes `done`. */
  #replacedBy({ accountId, replaces, state }: Recording): Recording | undefined {
    if (replaces === undefined || state !== 'done') return undefined;
    return this.#table.get(accountId, replaces);
  }

  #changeKeys(before: Recording, after: Recording): void {
    const replaced = this.#replacedBy(after);
    if (replaced !== undefined) this.#take(replaced);
    this.#refuseTakenName(after, shelfOf(after.state));
    if (before.name === after.name) return;
    // A live recording takes its name to the stored ones.
    this.#refuseTakenName(after, 'live');
    this.#refuseTakenName(after, 'done');
  }

  /** What has failed or was canceled takes no name. */
  #refuseTakenName({ accountId, id, name, state }: Recording, shelf: RecordingShelf): void {
    if (state === 'failed' || state === 'canceled') return;
    const taken = this.#byName.get(accountId, shelf, name);
    if (taken === undefined || taken.id === id) return;
    throw new TricordError('recording-name-taken', `A recording named ${name} exists already`);
  }
}
