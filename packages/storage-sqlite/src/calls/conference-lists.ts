import type { Conference, ConferenceQuery, Page } from '@tricord/core';
import type { Database } from 'better-sqlite3';
import { listPage, type PreparedList, prepareList } from '../tables/list-page.ts';
import { listSql, shelfParameters } from '../tables/list-statement.ts';
import { CONFERENCE_STATES } from './conference-row.ts';

/** The statement that every list of conferences is read by. */
export const CONFERENCE_LIST_SQL = listSql({
  table: 'conferences',
  shelf: 'state',
  shelves: CONFERENCE_STATES,
  order: 'newest',
  index: 'conferences_by_age',
  filters: [],
});

/** Lists of conferences. */
export class ConferenceLists {
  readonly #newest: PreparedList;

  constructor(db: Database) {
    this.#newest = prepareList(db, CONFERENCE_LIST_SQL);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
  page(query: ConferenceQuery): Page<Conference> {
    const parameters = conferenceListParameters(query);
    const begin = [parameters.createdBefore, ''] as const;
    return listPage('conferences', this.#newest, query, begin, parameters);
  }
}

export function conferenceListParameters({ states, createdFrom, createdBefore }: ConferenceQuery) {
  return {
    ...shelfParameters(CONFERENCE_STATES, states && new Set(states)),
    createdFrom: createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: createdBefore ?? Number.MAX_SAFE_INTEGER,
  };
}
