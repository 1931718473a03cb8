import type { RecordingQuery } from '@tricord/core';
import { RECORDING_SHELVES, shelfOf } from '../rows/recording-table.ts';
import { callParameters } from './call-parameters.ts';
import {
  belowNameEnd,
  equalIfGiven,
  type ListSql,
  listSql,
  type Misfits,
  shelfParameters,
} from './list-statement.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { TableLists } from './table-lists.ts';

/**
 * The filters that a list can be led by, by column: the one with the fewest rows per value first.
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
/** What a search checks as it reads. */
const SEARCHED = [
  equalIfGiven('direction'),
  '($durationFromMs IS NULL OR duration_ms >= $durationFromMs)',
  '($durationToMs IS NULL OR duration_ms <= $durationToMs)',
];
const RECORDINGS = { table: 'recordings', shelf: 'shelf', shelves: RECORDING_SHELVES } as const;

export type RecordingListName = 'name' | 'newest' | Leading;

/**
 * The lists of recordings.
 *
 * A page costs the same at any depth and in a catalog of any size when it lists the newest first, by
 * states, times and one filter of {@link LEADING}, or by name, with states and a prefix. Further
 * filters are checked row by row: the fewer rows fit, the longer a page takes.
 */
export function recordingLists(dialect: SqlDialect): TableLists<RecordingQuery, RecordingListName> {
  return {
    kind: 'recordings',
    statements: recordingListSql(dialect, 'left-out'),
    nameOf,
    parametersOf: (query) => parametersOf(dialect, query),
    beginOf: (query) =>
      nameOf(query) === 'name' ? [namePrefixOf(query), ''] : [createdBeforeOf(query), ''],
  };
}

/**
 * The statements that a search reads recordings by, in slices: as those of {@link recordingLists}, but a row that the
 * filters do not fit has no body. Words, tags and the like are for the reader to check.
 */
export function recordingScans(dialect: SqlDialect): Record<RecordingListName, ListSql> {
  return recordingListSql(dialect, 'bare');
}

function recordingListSql(
  dialect: SqlDialect,
  misfits: Misfits,
): Record<RecordingListName, ListSql> {
  const searched = misfits === 'bare' ? SEARCHED : [];
  const inStates = dialect.contains('$states', "'|' || state || '|'");
  const newest = (index: string, equal?: Leading) =>
    listSql(
      dialect,
      {
        ...RECORDINGS,
        order: 'newest',
        index,
        ...(equal === undefined ? {} : { equal }),
        filters: ['name >= $namePrefix', belowNameEnd(dialect), inStates, ...EQUAL, ...searched],
      },
      misfits,
    );
  const led = COLUMNS.map((column) => [column, newest(`recordings_by_${column}`, column)]);
  return {
    name: listSql(
      dialect,
      {
        ...RECORDINGS,
        order: 'name',
        index: 'recordings_by_name',
        filters: [
          ...['created_at >= $createdFrom', 'created_at < $createdBefore'],
          ...[inStates, ...EQUAL, ...searched],
        ],
      },
      misfits,
    ),
    newest: newest('recordings_by_age'),
    ...(Object.fromEntries(led) as Record<Leading, ListSql>),
  };
}

function nameOf(query: RecordingQuery): RecordingListName {
  if (query.order === 'name') return 'name';
  return COLUMNS.find((column) => query[LEADING[column]] !== undefined) ?? 'newest';
}

function parametersOf({ prefixEnd }: SqlDialect, query: RecordingQuery) {
  const { states } = query;
  const namePrefix = namePrefixOf(query);
  return {
    ...callParameters(query),
    session_id: query.sessionId ?? null,
    conference_id: query.conferenceId ?? null,
    ...shelfParameters(RECORDING_SHELVES, states && new Set(states.map(shelfOf))),
    states: states === undefined ? ALL_STATES : listOf(states),
    createdFrom: query.createdFrom ?? Number.MIN_SAFE_INTEGER,
    createdBefore: createdBeforeOf(query),
    namePrefix,
    nameEnd: prefixEnd.valueOf(namePrefix),
    direction: query.direction ?? null,
    durationFromMs: query.durationFromMs ?? null,
    durationToMs: query.durationToMs ?? null,
  };
}

const namePrefixOf = ({ namePrefix = '' }: RecordingQuery) => namePrefix;
const createdBeforeOf = ({ createdBefore = Number.MAX_SAFE_INTEGER }: RecordingQuery) =>
  createdBefore;

const ALL_STATES = listOf([
  ...['queued', 'recording', 'paused', 'finishing'],
  ...['done', 'failed', 'canceled'],
]);

function listOf(states: readonly string[]): string {
  return `|${states.join('|')}|`;
}
