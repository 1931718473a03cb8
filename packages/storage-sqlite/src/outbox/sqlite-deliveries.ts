import type { Delivery, DeliveryCatalog, DeliveryQuery, Page } from '@tricord/core';
import { deliveryLists } from '@tricord/storage-sql';
import type { Database, Transaction } from 'better-sqlite3';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';
import { SqliteLists } from '../tables/sqlite-lists.ts';
import type { DeliveryTable } from './delivery-table.ts';

export const DELIVERY_LISTS = deliveryLists(SQLITE_DIALECT);

/** The deliveries of a SqliteCatalog, for the people who manage them. */
export class SqliteDeliveries implements DeliveryCatalog {
  readonly #table: DeliveryTable;
  readonly #lists: SqliteLists<Delivery, DeliveryQuery, 'newest' | 'recording_id'>;
  readonly #replay: Transaction<
    (accountId: string, id: string, now: number) => Delivery | undefined
  >;

  constructor(db: Database, table: DeliveryTable) {
    this.#table = table;
    this.#lists = new SqliteLists(db, DELIVERY_LISTS);
    this.#replay = db.transaction((accountId, id, now) => {
      const found = this.#find(accountId, id);
      return found && table.replay(found, now);
    });
  }

  async get(accountId: string, id: string): Promise<Delivery | undefined> {
    return this.#find(accountId, id);
  }

  async list(query: DeliveryQuery): Promise<Page<Delivery>> {
    return this.#lists.page(query);
  }

  async replay(accountId: string, id: string, now: number): Promise<Delivery | undefined> {
    return this.#replay.immediate(accountId, id, now);
  }

  #find(accountId: string, id: string): Delivery | undefined {
    const found = this.#table.get(id);
    return found?.event.accountId === accountId ? found : undefined;
  }
}
