import type { SessionQuery } from '@tricord/core';
import { callParameters } from './call-parameters.ts';
import { equalIfGiven, type ListSql, listSql, shelfParameters } from './list-statement.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { TableLists } from './table-lists.ts';

const STATES = ['expected', 'live', 'ended'] as const;

/** The filters that a list can be led by, by column: the one with the fewest rows per value first. */
const LEADING = {
  conference_id: 'conferenceId',
  device_name: 'deviceName',
  directory_number: 'directoryNumber',
  numeric_user_id: 'numericUserId',
  username: 'username',
} as const;

type Leading = keyof typeof LEADING;

const COLUMNS = Object.keys(LEADING) as Leading[];

export type SessionListName = 'newest' | Leading;

/** The lists of sessions, newest first. */
export function sessionLists(dialect: SqlDialect): TableLists<SessionQuery, SessionListName> {
  return {
    kind: 'sessions',
    statements: sessionListSql(dialect),
    nameOf: (query) => COLUMNS.find((column) => query[LEADING[column]] !== undefined) ?? 'newest',
    parametersOf,
    beginOf: () => [Number.MAX_SAFE_INTEGER, ''],
  };
}

function sessionListSql(dialect: SqlDialect): Record<SessionListName, ListSql> {
  const newest = (index: string, equal?: Leading) =>
    listSql(dialect, {
      table: 'sessions',
      shelf: 'state',
      shelves: STATES,
      order: 'newest',
      index,
      ...(equal === undefined ? {} : { equal }),
      filters: COLUMNS.map(equalIfGiven),
    });
  const led = COLUMNS.map((column) => [column, newest(`sessions_by_${column}`, column)]);
  return {
    newest: newest('sessions_by_age'),
    ...(Object.fromEntries(led) as Record<Leading, ListSql>),
  };
}

function parametersOf(query: SessionQuery) {
  return {
    ...callParameters(query),
    conference_id: query.conferenceId ?? null,
    ...shelfParameters(STATES, query.states && new Set(query.states)),
    createdFrom: Number.MIN_SAFE_INTEGER,
    createdBefore: Number.MAX_SAFE_INTEGER,
  };
}
