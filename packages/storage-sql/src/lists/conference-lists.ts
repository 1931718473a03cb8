import type { ConferenceQuery } from '@tricord/core';
import { CONFERENCE_STATES } from '../rows/conference-table.ts';
import { listSql, shelfParameters } from './list-statement.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { TableLists } from './table-lists.ts';

/** The list of conferences, newest first. */
export function conferenceLists(dialect: SqlDialect): TableLists<ConferenceQuery, 'newest'> {
  const newest = listSql(dialect, {
    table: 'conferences',
    shelf: 'state',
    shelves: CONFERENCE_STATES,
    order: 'newest',
    index: 'conferences_by_age',
    filters: [],
  });
  return {
    kind: 'conferences',
    statements: { newest },
    nameOf: () => 'newest',
    parametersOf,
    beginOf: ({ createdBefore = Number.MAX_SAFE_INTEGER }) => [createdBefore, ''],
  };
}

function parametersOf({ states, createdFrom, createdBefore }: ConferenceQuery) {
  return {
    ...shelfParameters(CONFERENCE_STATES, states && new Set(states)),
    createdFrom: createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: createdBefore ?? Number.MAX_SAFE_INTEGER,
  };
}
