import type { Delivery, DeliveryState } from '../delivery.ts';
import type { Page, PageQuery } from './page.ts';

export interface DeliveryQuery extends PageQuery {
  readonly states?: readonly DeliveryState[];
  readonly recordingId?: string;
}

/** Deliveries as people look after them. Nothing here crosses accounts. */
export interface DeliveryCatalog {
  get(accountId: string, id: string): Promise<Delivery | undefined>;
  /** Last created first, of one millisecond the greatest id first. Costs the same at any depth. */
  list(query: DeliveryQuery): Promise<Page<Delivery>>;
  /**
   * Has a delivery sent again, whatever became of it: due at `now`, or after those made before it in
   * its queue that are pending. Undefined when there is none.
   */
  replay(accountId: string, id: string, now: number): Promise<Delivery | undefined>;
}
