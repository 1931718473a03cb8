import { type Recording, searchText } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { marksOf } from './search-terms.ts';

/** So many recordings are read and sorted at once: milliseconds. */
export const MOST_CANDIDATES = 2000;

export const SEARCH_INDEX_SQL = {
  put:
    'INSERT OR REPLACE INTO recording_search (rowid, text, marks) ' +
    'SELECT seq, ?, ? FROM recordings WHERE id = ?',
  remove: 'DELETE FROM recording_search WHERE rowid = (SELECT seq FROM recordings WHERE id = ?)',
  find: 'SELECT rowid FROM recording_search WHERE recording_search MATCH ? LIMIT ?',
};

/** Keeps the index of searches in step with the recordings. Every change is part of the recording's transaction. */
export class SearchIndex {
  readonly #put: Statement<[text: string, marks: string, id: string]>;
  readonly #remove: Statement<[id: string]>;
  readonly #find: Statement<[match: string, limit: number], number>;

  constructor(db: Database) {
    this.#put = db.prepare(SEARCH_INDEX_SQL.put);
    this.#remove = db.prepare(SEARCH_INDEX_SQL.remove);
    this.#find = db.prepare<[string, number], number>(SEARCH_INDEX_SQL.find).pluck();
  }

  /** After the row was added. */
  added(recording: Recording): void {
    this.#put.run(searchText(recording), marksOf(recording), recording.id);
  }

  /** After the row was changed. */
  changed(before: Recording, after: Recording): void {
    const [text, marks] = [searchText(after), marksOf(after)];
    if (text === searchText(before) && marks === marksOf(before)) return;
    this.#put.run(text, marks, after.id);
  }

  /** Before the row is removed. */
  removing({ id }: Recording): void {
    this.#remove.run(id);
  }

  /** The recordings (by seq) that a query may fit, see `matchOf`; undefined when there are too many to sort. */
  candidates(match: string): readonly number[] | undefined {
    const seqs = this.#find.all(match, MOST_CANDIDATES + 1);
    return seqs.length > MOST_CANDIDATES ? undefined : seqs;
  }
}
