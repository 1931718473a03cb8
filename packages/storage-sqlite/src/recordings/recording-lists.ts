import type { Page, Recording, RecordingQuery } from '@tricord/core';
import type { Database } from 'better-sqlite3';
import {
  callParameters,
  type ListStatements,
  listPage,
  prepareLists,
} from '../tables/list-page.ts';
import { equalIfGiven, type ListSql, listSql, shelfParameters } from '../tables/list-statement.ts';
import { RECORDING_SHELVES, shelfOf } from './recording-row.ts';

/**
 * The filters that a list can be led by and their columns, the one with the fewest rows to a value
 * first.
 */
const LEADING = {
  session_id: 'sessionId',
  conference_id: 'conferenceId',
  device_name: 'deviceName',
  directory_number: 'directoryNumber',
  numeric_user_id: 'numericUserId',
  username: 'username',
} as const;

type Leading = keyof typeof LEADING;

const COLUMNS = Object.keys(LEADING) as Leading[];
const EQUAL = COLUMNS.map(equalIfGiven);
const STATE = "instr($states, '|' || state || '|')";
const RECORDINGS = { table: 'recordings', shelf: 'shelf', shelves: RECORDING_SHELVES } as const;

/** Every statement that lists of recordings are read by. */
export const RECORDING_LIST_SQL = {
  name: listSql({
    ...RECORDINGS,
    order: 'name',
    index: 'recordings_by_name',
    filters: ['created_at >= $createdFrom', 'created_at < $createdBefore', STATE, ...EQUAL],
  }),
  newest: newestSql('recordings_by_age'),
  ...(Object.fromEntries(
    COLUMNS.map((column) => [column, newestSql(`recordings_by_${column}`, column)]),
  ) as Record<Leading, ListSql>),
};

export type RecordingListName = keyof typeof RECORDING_LIST_SQL;

/** Lists of recordings. */
export class RecordingLists {
  readonly #statements: ListStatements<RecordingListName>;

  constructor(db: Database) {
    this.#statements = prepareLists(db, RECORDING_LIST_SQL);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
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
 * The statement that reads the fewest rows for a query.
 *
 * A page costs the same at any depth, and whatever the catalog holds besides, for: the newest
 * first, with any states, times, and one filter of {@link LEADING}; and by name, with any states
 * and prefix. What is asked for beyond that is checked on the rows that these lead to, so that a
 * page takes the longer the fewer of them fit.
 */
export function recordingListName(query: RecordingQuery): RecordingListName {
  if (query.order === 'name') return 'name';
  return COLUMNS.find((column) => query[LEADING[column]] !== undefined) ?? 'newest';
}

export function recordingListParameters(query: RecordingQuery) {
  const { states, namePrefix = '' } = query;
  return {
    ...callParameters(query),
    session_id: query.sessionId ?? null,
    conference_id: query.conferenceId ?? null,
    ...shelfParameters(RECORDING_SHELVES, states && new Set(states.map(shelfOf))),
    states: states === undefined ? ALL_STATES : listOf(states),
    createdFrom: query.createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: query.createdBefore ?? Number.MAX_SAFE_INTEGER,
    namePrefix,
    // No byte of UTF-8 is 0xFF: this comes after all that begin with the prefix, and before the
    // rest.
    nameEnd: Buffer.concat([Buffer.from(namePrefix), Buffer.of(0xff)]),
  };
}

function newestSql(index: string, equal?: Leading): ListSql {
  return listSql({
    ...RECORDINGS,
    order: 'newest',
    index,
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
