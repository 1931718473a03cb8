import {
  isJournaled,
  type JournalCatalog,
  type JournalEntry,
  type JournalLimits,
  type JournalSpan,
  type RecordingEvent,
} from '@tricord/core';
import { readRow } from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';

interface JournalRow {
  readonly position: number;
  readonly body: string;
}

const PLANNED = '(SELECT position FROM journal_planned)';

export const JOURNAL_SQL = {
  keep: 'INSERT INTO journal (account_id, at, body) VALUES (?, ?, ?)',
  unplanned: `SELECT position, body FROM journal WHERE position > ${PLANNED} ORDER BY position LIMIT ?`,
  plan: 'UPDATE journal_planned SET position = ? WHERE position < ?',
  after:
    'SELECT position, body FROM journal INDEXED BY journal_by_account ' +
    'WHERE account_id = ? AND position > ? ORDER BY position LIMIT ?',
  first: 'SELECT min(position) FROM journal',
  last: "SELECT seq FROM sqlite_sequence WHERE name = 'journal'",
  planned: `SELECT position, at FROM journal WHERE position <= ${PLANNED} ORDER BY position LIMIT ?`,
  forget: 'DELETE FROM journal WHERE position <= ?',
};

/** What happened to recordings. The methods of the port read; the others are synchronous, and part of a transaction. */
export class SqliteJournal implements JournalCatalog {
  readonly #keep: Statement<[accountId: string, at: number, body: string]>;
  readonly #unplanned: Statement<[limit: number], JournalRow>;
  readonly #plan: Statement<[position: number, position: number]>;
  readonly #after: Statement<[accountId: string, position: number, limit: number], JournalRow>;
  readonly #first: Statement<[], number | null>;
  readonly #last: Statement<[], number>;
  readonly #forget: Transaction<(limits: JournalLimits, limit: number) => number>;

  constructor(db: Database) {
    this.#keep = db.prepare(JOURNAL_SQL.keep);
    this.#unplanned = db.prepare(JOURNAL_SQL.unplanned);
    this.#plan = db.prepare(JOURNAL_SQL.plan);
    this.#after = db.prepare(JOURNAL_SQL.after);
    this.#first = db.prepare<[], number | null>(JOURNAL_SQL.first).pluck();
    this.#last = db.prepare<[], number>(JOURNAL_SQL.last).pluck();
    const planned = db.prepare<[number], { position: number; at: number }>(JOURNAL_SQL.planned);
    const forget = db.prepare<[number]>(JOURNAL_SQL.forget);
    this.#forget = db.transaction(({ before, atMost }, limit) => {
      const enough = (this.#last.get() ?? 0) - atMost;
      // Only a beginning of the journal goes: what follows any kept entry is kept.
      const rows = planned.all(limit);
      const kept = rows.findIndex(({ position, at }) => position > enough && at >= before);
      const last = rows[(kept === -1 ? rows.length : kept) - 1];
      return last === undefined ? 0 : forget.run(last.position).changes;
    });
  }

  /** Runs in the transaction of the change that the events report. */
  keep(events: readonly RecordingEvent[]): void {
    for (const event of events) {
      if (!isJournaled(event.type)) continue;
      this.#keep.run(event.accountId, Math.floor(event.at), JSON.stringify(event));
    }
  }

  /** The oldest entries that are not {@link planned}. */
  unplanned(limit: number): readonly JournalEntry[] {
    return this.#unplanned.all(limit).map(entryOf);
  }

  planned(position: number): void {
    this.#plan.run(position, position);
  }

  async span(): Promise<JournalSpan> {
    const last = this.#last.get() ?? 0;
    return { first: this.#first.get() ?? last + 1, last };
  }

  async after(
    accountId: string,
    position: number,
    limit: number,
  ): Promise<readonly JournalEntry[]> {
    return this.#after.all(accountId, position, limit).map(entryOf);
  }

  async forget(limits: JournalLimits, limit: number): Promise<number> {
    return this.#forget.immediate(limits, limit);
  }
}

function entryOf({ position, body }: JournalRow): JournalEntry {
  return { position, event: readRow<RecordingEvent>({ id: `journal ${position}`, body }) };
}
