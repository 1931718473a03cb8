import { type Delivery, type NewDelivery, replayed } from '@tricord/core';
import {
  CHANGING_COLUMNS,
  deliveryRow,
  type RowValues,
  readRow,
  type StoredRow,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { insertSql, updateSql } from '../tables/row-sql.ts';

const INSERTED = [
  'id',
  'account_id',
  'recording_id',
  'target',
  'lane',
  'created_at',
  ...CHANGING_COLUMNS,
] as const;

export const DELIVERY_SQL = {
  byId: 'SELECT id, body FROM deliveries WHERE id = ?',
  queue:
    'SELECT id, body FROM deliveries INDEXED BY deliveries_pending ' +
    "WHERE recording_id = ? AND target = ? AND state = 'pending' ORDER BY seq",
  insert: insertSql('deliveries', INSERTED, ['id']),
  update: updateSql('deliveries', CHANGING_COLUMNS),
};

/**
 * The rows of deliveries, and the order of their queues. All methods are synchronous, and run in the
 * caller's transaction.
 */
export class DeliveryTable {
  readonly #byId: Statement<[id: string], StoredRow>;
  readonly #queue: Statement<[recordingId: string, target: string], StoredRow>;
  readonly #insertRow: Statement<[RowValues]>;
  readonly #updateRow: Statement<[RowValues]>;

  constructor(db: Database) {
    this.#byId = db.prepare(DELIVERY_SQL.byId);
    this.#queue = db.prepare(DELIVERY_SQL.queue);
    this.#insertRow = db.prepare(DELIVERY_SQL.insert);
    this.#updateRow = db.prepare(DELIVERY_SQL.update);
  }

  get(id: string): Delivery | undefined {
    const row = this.#byId.get(id);
    return row && readRow<Delivery>(row);
  }

  /** Adds a delivery at the end of its queue. */
  add(made: NewDelivery): void {
    const delivery: Delivery = { ...made, state: 'pending', attempts: 0 };
    this.#insertRow.run(deliveryRow(delivery));
    this.#order(delivery, made.createdAt);
  }

  /** Replaces a delivery; if its queue has a new first one, that is due at `now`. */
  change(delivery: Delivery, now: number): Delivery {
    this.#updateRow.run(deliveryRow(delivery));
    this.#order(delivery, now);
    return this.get(delivery.id) ?? delivery;
  }

  replay(delivery: Delivery, now: number): Delivery {
    return this.change(replayed(delivery), now);
  }

  /** Only the first pending delivery of a queue has a time. */
  #order(of: Delivery, now: number): void {
    const { recording_id, target } = deliveryRow(of);
    for (const [i, row] of this.#queue.all(recording_id, target).entries()) {
      const { nextAttemptAt, ...delivery } = readRow<Delivery>(row);
      if (i === 0 && nextAttemptAt === undefined) {
        this.#updateRow.run(deliveryRow({ ...delivery, nextAttemptAt: now }));
      }
      if (i > 0 && nextAttemptAt !== undefined) this.#updateRow.run(deliveryRow(delivery));
    }
  }
}
