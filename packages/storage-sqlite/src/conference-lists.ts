import type { Conference, ConferenceQuery, Page } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { CONFERENCE_STATES } from './conference-row.ts';
import { type ListParameters, type ListRow, listPage } from './list-page.ts';
import { listSql, shelfParameters } from './list-statement.ts';

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
  readonly #newest: Statement<[ListParameters], ListRow>;

  constructor(db: Database) {
    this.#newest = db.prepare(CONFERENCE_LIST_SQL);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
  page(query: ConferenceQuery): Page<Conference> {
    const { createdBefore = Number.MAX_SAFE_INTEGER } = query;
    const parameters = conferenceListParameters(query);
    return listPage('conferences', this.#newest, query, [createdBefore, ''], parameters);
  }
}

export function conferenceListParameters({ states, createdFrom }: ConferenceQuery) {
  return {
    ...shelfParameters(CONFERENCE_STATES, states && new Set(states)),
    createdFrom: createdFrom ?? Number.MIN_SAFE_INTEGER,
  };
}
