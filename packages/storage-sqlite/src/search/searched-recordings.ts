import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Page, type Recording, type RecordingQuery, recordingFits } from '@tricord/core';
import {
  type ListPage,
  type ListParameters,
  type ListRow,
  type ListSql,
  listPage,
  type RecordingListName,
  readRow,
  recordingLists,
  recordingScans,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';
import type { SearchIndex } from './search-index.ts';
import { matchOf } from './search-terms.ts';

/** How many rows are looked at before the event loop goes on: some milliseconds. */
const SLICE = 500;

const LISTS = recordingLists(SQLITE_DIALECT);

export const RECORDING_SCANS = recordingScans(SQLITE_DIALECT);

const candidatesSql = (sortedBy: string, beyond: '<' | '>') => {
  const direction = beyond === '<' ? 'DESC' : 'ASC';
  return (
    `SELECT r.seq, r.${sortedBy} AS sorted_by, r.id FROM json_each($seqs) s ` +
    'CROSS JOIN recordings r ON r.seq = s.value ' +
    `WHERE r.account_id = $accountId AND (r.${sortedBy}, r.id) ${beyond} ($keySortedBy, $keyId) ` +
    `ORDER BY r.${sortedBy} ${direction}, r.id ${direction}`
  );
};

export const CANDIDATES_SQL: Readonly<Record<'newest' | 'name', ListSql>> = {
  newest: { onwards: candidatesSql('created_at', '<'), back: candidatesSql('created_at', '>') },
  name: { onwards: candidatesSql('name', '>'), back: candidatesSql('name', '<') },
};

type Row = Pick<ListRow, 'id' | 'sorted_by'>;
type ScannedRow = Row & { readonly body: string | null };
type Candidate = Row & { readonly seq: number };
type Prepared<R> = Readonly<Record<keyof ListSql, Statement<[ListParameters], R>>>;

/**
 * Lists of recordings by more than there are list indexes for. The index of searches finds the recordings that may fit; when it
 * cannot tell, or there are too many, recordings are looked at one by one, in the order of the list. Both
 * pause for other work.
 */
export class SearchedRecordings {
  readonly #index: SearchIndex;
  readonly #scans: Readonly<Record<RecordingListName, Prepared<ScannedRow>>>;
  readonly #candidates: Readonly<Record<'newest' | 'name', Prepared<Candidate>>>;
  readonly #bySeq: Statement<[seq: number], string>;

  constructor(db: Database, index: SearchIndex) {
    this.#index = index;
    this.#scans = prepare(db, RECORDING_SCANS);
    this.#candidates = prepare(db, CANDIDATES_SQL);
    this.#bySeq = db.prepare<[number], string>('SELECT body FROM recordings WHERE seq = ?').pluck();
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
  async page(query: RecordingQuery): Promise<Page<Recording>> {
    const page = listPage(LISTS, query);
    const match = matchOf(query);
    const seqs = match === undefined ? undefined : this.#index.candidates(match);
    const fits = (row: ListRow) => recordingFits(readRow<Recording>(row), query);
    return page.pageOf(
      await (seqs === undefined ? this.#scan(page, fits) : this.#sort(page, seqs, fits)),
    );
  }

  /** Looks at the candidates in the order of the list. */
  async #sort(
    { name, way, parameters }: ListPage<RecordingListName>,
    seqs: readonly number[],
    fits: (row: ListRow) => boolean,
  ): Promise<ListRow[]> {
    const order = name === 'name' ? 'name' : 'newest';
    const { accountId, keySortedBy, keyId, limit } = parameters;
    const bound = { accountId, keySortedBy, keyId, seqs: JSON.stringify(seqs) } as ListParameters;
    const found: ListRow[] = [];
    for (const [i, { seq, ...row }] of this.#candidates[order][way].all(bound).entries()) {
      if (found.length === limit) break;
      if (i > 0 && i % SLICE === 0) await nextTurn();
      const body = this.#bySeq.get(seq);
      if (body !== undefined && fits({ ...row, body })) found.push({ ...row, body });
    }
    return found;
  }

  /** Looks at every row from where the page begins. */
  async #scan(
    { name, way, parameters }: ListPage<RecordingListName>,
    fits: (row: ListRow) => boolean,
  ): Promise<ListRow[]> {
    const found: ListRow[] = [];
    for (let key: ListParameters = {}; ; ) {
      const rows = this.#scans[name][way].all({ ...parameters, ...key, limit: SLICE });
      for (const { body, ...row } of rows) {
        if (body !== null && fits({ ...row, body })) found.push({ ...row, body });
        if (found.length === parameters.limit) return found;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < SLICE) return found;
      key = { keySortedBy: last.sorted_by, keyId: last.id };
      await nextTurn();
    }
  }
}

function prepare<Name extends string, R>(
  db: Database,
  statements: Readonly<Record<Name, ListSql>>,
): Readonly<Record<Name, Prepared<R>>> {
  const prepared = Object.entries<ListSql>(statements).map(([name, { onwards, back }]) => [
    name,
    { onwards: db.prepare(onwards), back: db.prepare(back) },
  ]);
  return Object.fromEntries(prepared);
}
