import { isJournaled, type JournalEntry, type RecordingEvent } from '@tricord/core';
import { readRow } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

interface JournalRow {
  readonly position: number;
  readonly body: string;
}

export const JOURNAL_SQL = {
  keep: 'INSERT INTO journal (body) VALUES (?)',
  read: 'SELECT position, body FROM journal ORDER BY position LIMIT ?',
  forget: 'DELETE FROM journal WHERE position <= ?',
};

/** What happened, until deliveries have been made of it. All methods are synchronous. */
export class SqliteJournal {
  readonly #keep: Statement<[body: string]>;
  readonly #read: Statement<[limit: number], JournalRow>;
  readonly #forget: Statement<[position: number]>;

  constructor(db: Database) {
    this.#keep = db.prepare(JOURNAL_SQL.keep);
    this.#read = db.prepare(JOURNAL_SQL.read);
    this.#forget = db.prepare(JOURNAL_SQL.forget);
  }

  /** Runs in the transaction of the change that the events report. */
  keep(events: readonly RecordingEvent[]): void {
    for (const event of events) {
      if (isJournaled(event.type)) this.#keep.run(JSON.stringify(event));
    }
  }

  read(limit: number): readonly JournalEntry[] {
    return this.#read.all(limit).map(({ position, body }) => ({
      position,
      event: readRow<RecordingEvent>({ id: `journal ${position}`, body }),
    }));
  }

  forget(position: number): void {
    this.#forget.run(position);
  }
}
