import type { Page, Session, SessionQuery } from '@tricord/core';
import type { Database } from 'better-sqlite3';
import {
  callParameters,
  type ListStatements,
  listPage,
  prepareLists,
} from '../tables/list-page.ts';
import { equalIfGiven, type ListSql, listSql, shelfParameters } from '../tables/list-statement.ts';

const STATES = ['expected', 'live', 'ended'] as const;

/** As for recordings: filters and their columns, the one with the fewest rows to a value first. */
const LEADING = {
  conference_id: 'conferenceId',
  device_name: 'deviceName',
  directory_number: 'directoryNumber',
  numeric_user_id: 'numericUserId',
  username: 'username',
} as const;

type Leading = keyof typeof LEADING;

const COLUMNS = Object.keys(LEADING) as Leading[];

/** Every statement that lists of sessions are read by. */
export const SESSION_LIST_SQL = {
  newest: newestSql('sessions_by_age'),
  ...(Object.fromEntries(
    COLUMNS.map((column) => [column, newestSql(`sessions_by_${column}`, column)]),
  ) as Record<Leading, ListSql>),
};

export type SessionListName = keyof typeof SESSION_LIST_SQL;

/** Lists of sessions. */
export class SessionLists {
  readonly #statements: ListStatements<SessionListName>;

  constructor(db: Database) {
    this.#statements = prepareLists(db, SESSION_LIST_SQL);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
  page(query: SessionQuery): Page<Session> {
    const statement = this.#statements[sessionListName(query)];
    const begin = [Number.MAX_SAFE_INTEGER, ''] as const;
    return listPage('sessions', statement, query, begin, sessionListParameters(query));
  }
}

/** The statement that reads the fewest rows for a query; what is left is checked on those rows. */
export function sessionListName(query: SessionQuery): SessionListName {
  return COLUMNS.find((column) => query[LEADING[column]] !== undefined) ?? 'newest';
}

export function sessionListParameters(query: SessionQuery) {
  return {
    ...callParameters(query),
    conference_id: query.conferenceId ?? null,
    ...shelfParameters(STATES, query.states && new Set(query.states)),
    createdFrom: Number.MIN_SAFE_INTEGER,
    createdBefore: Number.MAX_SAFE_INTEGER,
  };
}

function newestSql(index: string, equal?: Leading): ListSql {
  return listSql({
    table: 'sessions',
    shelf: 'state',
    shelves: STATES,
    order: 'newest',
    index,
    ...(equal === undefined ? {} : { equal }),
    filters: COLUMNS.map(equalIfGiven),
  });
}
