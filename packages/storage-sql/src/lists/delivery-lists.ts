import type { DeliveryQuery } from '@tricord/core';
import { DELIVERY_STATES } from '../rows/delivery-row.ts';
import { listSql, shelfParameters } from './list-statement.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { TableLists } from './table-lists.ts';

const COMMON = {
  table: 'deliveries',
  shelf: 'state',
  shelves: DELIVERY_STATES,
  order: 'newest',
  filters: [],
} as const;

/** The lists of deliveries, newest first. */
export function deliveryLists(
  dialect: SqlDialect,
): TableLists<DeliveryQuery, 'newest' | 'recording_id'> {
  return {
    kind: 'deliveries',
    statements: {
      newest: listSql(dialect, { ...COMMON, index: 'deliveries_by_age' }),
      recording_id: listSql(dialect, {
        ...COMMON,
        index: 'deliveries_by_recording_id',
        equal: 'recording_id',
      }),
    },
    nameOf: ({ recordingId }) => (recordingId === undefined ? 'newest' : 'recording_id'),
    parametersOf,
    beginOf: () => [Number.MAX_SAFE_INTEGER, ''],
  };
}

function parametersOf({ states, recordingId }: DeliveryQuery) {
  return {
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
    ...shelfParameters(DELIVERY_STATES, states && new Set(states)),
    createdFrom: Number.MIN_SAFE_INTEGER,
    createdBefore: Number.MAX_SAFE_INTEGER,
  };
}
