import type { Page, Recording, RecordingQuery } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { callParameters, type ListParameters, type ListRow, listPage } from './list-page.ts';
import { equalIfGiven, listSql } from './list-statement.ts';
import { RECORDING_SHELVES, shelfOf } from './recording-row.ts';

/** The columns that a list can be led by, the one with the fewest rows to a value first. */
const LEADING = [
  'session_id',
  'conference_id',
  'device_name',
  'directory_number',
  'numeric_user_id',
  'username',
] as const;

type Leading = (typeof LEADING)[number];

const EQUAL = LEADING.map(equalIfGiven);
const STATE = "instr($states, '|' || state || '|')";

/** Every statement that lists of recordings are read by. */
export const RECORDING_LIST_SQL = {
  name: listSql({
    ...{ table: 'recordings', shelf: 'shelf', shelves: RECORDING_SHELVES, order: 'name' },
    index: 'recordings_by_name',
    filters: ['created_at >= $createdFrom', 'created_at < $createdBefore', STATE, ...EQUAL],
  }),
  newest: newestSql('recordings_by_age'),
  ...(Object.fromEntries(
    LEADING.map((column) => [column, newestSql(`recordings_by_${column}`, column)]),
  ) as Record<Leading, string>),
};

export type RecordingListName = keyof typeof RECORDING_LIST_SQL;

/** Lists of recordings. */
export class RecordingLists {
  readonly #statements: Record<RecordingListName, Statement<[ListParameters], ListRow>>;

  constructor(db: Database) {
    this.#statements = Object.fromEntries(
      Object.entries(RECORDING_LIST_SQL).map(([name, sql]) => [name, db.prepare(sql)]),
    ) as Record<RecordingListName, Statement<[ListParameters], ListRow>>;
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
  page(query: RecordingQuery): Page<Recording> {
    const parameters = recordingListParameters(query);
    const name = recordingListName(query);
    const begin =
      name === 'name'
        ? ([parameters.namePrefix, ''] as const)
        : ([parameters.createdBefore, ''] as const);
    return listPage('recordings', this.#statements[name], query, begin, parameters);
  }
}

/**
 * The statement that reads the fewest rows for a query. It costs the same at any depth, and whatever
 * the catalog holds besides, for any states, times, and one further filter. More filters, or a prefix
 * with the newest first, are checked on the rows that the first one leads to.
 */
export function recordingListName(query: RecordingQuery): RecordingListName {
  if (query.order === 'name') return 'name';
  const given = recordingListParameters(query);
  return LEADING.find((column) => given[column] !== null) ?? 'newest';
}

export function recordingListParameters(query: RecordingQuery) {
  const { states, namePrefix = '' } = query;
  const shelves = new Set(states === undefined ? RECORDING_SHELVES : states.map(shelfOf));
  const wanted = (shelf: (typeof RECORDING_SHELVES)[number]) => (shelves.has(shelf) ? shelf : null);
  return {
    ...callParameters(query),
    session_id: query.sessionId ?? null,
    conference_id: query.conferenceId ?? null,
    shelf_live: wanted('live'),
    shelf_done: wanted('done'),
    shelf_failed: wanted('failed'),
    shelf_canceled: wanted('canceled'),
    states: states === undefined ? ALL_STATES : listOf(states),
    createdFrom: query.createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: query.createdBefore ?? Number.MAX_SAFE_INTEGER,
    namePrefix,
    // No byte of UTF-8 is 0xFF: this comes after all that begin with the prefix, and before the rest.
    nameEnd: Buffer.concat([Buffer.from(namePrefix), Buffer.of(0xff)]),
  };
}

function newestSql(index: string, equal?: Leading): string {
  return listSql({
    ...{ table: 'recordings', shelf: 'shelf', shelves: RECORDING_SHELVES, order: 'newest', index },
    ...(equal === undefined ? {} : { equal }),
    filters: ['name >= $namePrefix', 'name < CAST($nameEnd AS TEXT)', STATE, ...EQUAL],
  });
}

const ALL_STATES = listOf([
  ...['queued', 'recording', 'paused', 'finishing'],
  ...['done', 'failed', 'canceled'],
]);

function listOf(states: readonly string[]): string {
  return `|${states.join('|')}|`;
}
