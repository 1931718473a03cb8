import {
  type Clock,
  ClockWatch,
  type JournalCatalog,
  type OutboxCatalog,
  type Timer,
} from '@tricord/core';
import type { Logger } from 'pino';

export interface DeliveryPrunerDeps {
  readonly outbox: Pick<OutboxCatalog, 'forget'>;
  readonly journal: Pick<JournalCatalog, 'forget'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface DeliveryPrunerOptions {
  /** How long deliveries that have ended are kept. */
  readonly keepDeliveredMs: number;
  readonly keepDeadMs: number;
  /** How long events are kept, and how many at most. */
  readonly keepEventsMs: number;
  readonly keepEvents: number;
}

const EVERY_MS = 60_000;
/** After a full batch there are probably more. */
const ON_MS = 100;
const BATCH = 500;

/**
 * Deletes deliveries that ended long ago, and old events from the journal, a batch at a time. While the time of day has
 * jumped, nothing is deleted for its age.
 */
export class DeliveryPruner {
  readonly #deps: DeliveryPrunerDeps;
  readonly #options: DeliveryPrunerOptions;
  readonly #watch: ClockWatch;
  #timer: Timer | undefined;
  #closed = false;

  constructor(deps: DeliveryPrunerDeps, options: DeliveryPrunerOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#watch = new ClockWatch(deps.clock);
  }

  start(): void {
    void this.#forget();
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  /** Never rejects. */
  async #forget(): Promise<void> {
    const { outbox, journal, clock, logger } = this.#deps;
    const { keepDeliveredMs, keepDeadMs, keepEventsMs, keepEvents } = this.#options;
    const now = clock.now();
    const before = { delivered: now - keepDeliveredMs, dead: now - keepDeadMs };
    let forgotten = 0;
    try {
      const held = this.#watch.jumpMs !== 0;
      const events = { before: held ? 0 : now - keepEventsMs, atMost: keepEvents };
      const deliveries = held ? 0 : await outbox.forget(before, BATCH);
      forgotten = Math.max(deliveries, await journal.forget(events, BATCH));
    } catch (error) {
      logger.error({ err: error }, 'old deliveries and events could not be deleted');
    }
    if (this.#closed) return;
    this.#timer = clock.after(forgotten >= BATCH ? ON_MS : EVERY_MS, () => void this.#forget());
  }
}
