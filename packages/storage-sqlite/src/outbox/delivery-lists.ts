import type { Delivery, DeliveryQuery, Page } from '@tricord/core';
import type { Database } from 'better-sqlite3';
import { listPage, type PreparedList, prepareList } from '../tables/list-page.ts';
import { listSql, shelfParameters } from '../tables/list-statement.ts';
import { DELIVERY_STATES } from './delivery-row.ts';

const COMMON = {
  table: 'deliveries',
  shelf: 'state',
  shelves: DELIVERY_STATES,
  order: 'newest',
  filters: [],
} as const;

/** Every statement that lists of deliveries are read by. */
export const DELIVERY_LIST_SQL = {
  newest: listSql({ ...COMMON, index: 'deliveries_by_age' }),
  recording_id: listSql({
    ...COMMON,
    index: 'deliveries_by_recording_id',
    equal: 'recording_id',
  }),
};

/** Lists of deliveries. */
export class DeliveryLists {
  readonly #newest: PreparedList;
  readonly #byRecording: PreparedList;

  constructor(db: Database) {
    this.#newest = prepareList(db, DELIVERY_LIST_SQL.newest);
    this.#byRecording = prepareList(db, DELIVERY_LIST_SQL.recording_id);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit`, `after` or `before`. */
  page(query: DeliveryQuery): Page<Delivery> {
    const statement = query.recordingId === undefined ? this.#newest : this.#byRecording;
    const begin = [Number.MAX_SAFE_INTEGER, ''] as const;
    return listPage('deliveries', statement, query, begin, deliveryListParameters(query));
  }
}

export function deliveryListParameters({ states, recordingId }: DeliveryQuery) {
  return {
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
    ...shelfParameters(DELIVERY_STATES, states && new Set(states)),
    createdFrom: Number.MIN_SAFE_INTEGER,
    createdBefore: Number.MAX_SAFE_INTEGER,
  };
}
