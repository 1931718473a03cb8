import type { SessionQuery } from '@tricord/core';
import { callParameters } from './call-parameters.ts';
import { equalIfGiven, type ListSql, listSql, shelfParameters } from './list-statement.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { TableLists } from './table-lists.ts';

const STATES = ['expected', 'live', 'ended'] as const;

/** The filters that a list can be led by, by column: the one with the fewest rows per value first. */
const LEADING = {
  conference_id: 'conferenceId',
  calling_number: 'callingNumber',
  called_number: 'calledNumber',
  device_name: 'deviceName',
  directory_number: 'directoryNumber',
  numeric_user_id: 'numericUserId',
  username: 'username',
} as const;

type Leading = keyof typeof LEADING;

const COLUMNS = Object.keys(LEADING) as Leading[];

const BEGUN_FROM = '($startedFrom IS NULL OR started_at >= $startedFrom)';
const BEGUN_BEFORE = '($startedBefore IS NULL OR started_at < $startedBefore)';

export type SessionListName = 'newest' | Leading;

/** The lists of sessions, newest first. */
export function sessionLists(dialect: SqlDialect): TableLists<SessionQuery, SessionListName> {
  return {
    kind: 'sessions',
    statements: sessionListSql(dialect),
    nameOf: (query) => COLUMNS.find((column) => query[LEADING[column]] !== undefined) ?? 'newest',
    parametersOf,
    beginOf: ({ createdBefore = Number.MAX_SAFE_INTEGER }) => [createdBefore, ''],
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
      filters: [...COLUMNS.map(equalIfGiven), BEGUN_FROM, BEGUN_BEFORE],
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
    calling_number: query.callingNumber ?? null,
    called_number: query.calledNumber ?? null,
    startedFrom: query.startedFrom ?? null,
    startedBefore: query.startedBefore ?? null,
    ...shelfParameters(STATES, query.states && new Set(query.states)),
    createdFrom: query.createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: query.createdBefore ?? Number.MAX_SAFE_INTEGER,
  };
}
