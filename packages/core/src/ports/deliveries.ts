import type { Delivery, DeliveryState } from '../delivery.ts';
import type { Page, PageQuery } from './page.ts';

export interface DeliveryQuery extends PageQuery {
  readonly states?: readonly DeliveryState[];
  readonly recordingId?: string;
}

/** Deliveries, for administration. Nothing here crosses accounts. */
export interface DeliveryCatalog {
  get(accountId: string, id: string): Promise<Delivery | undefined>;
  /** Last created first, of one millisecond the greatest id first. Costs the same at any depth. */
  list(query: DeliveryQuery): Promise<Page<Delivery>>;
  /**
   * Sends a delivery again, whatever its state: due at `now`, or after pending deliveries created before it in its
   * queue. Undefined when there is none.
   */
  replay(accountId: string, id: string, now: number): Promise<Delivery | undefined>;
}
