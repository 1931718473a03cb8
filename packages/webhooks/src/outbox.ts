import { setMaxListeners } from 'node:events';
import {
  type Clock,
  type Delivery,
  type EventBus,
  type IdSource,
  isJournaled,
  isRecordingEvent,
  type JournalCatalog,
  type OutboxCatalog,
  settleWithin,
  type Timer,
} from '@tricord/core';
import type { Logger } from 'pino';
import { DeliveryPruner, type DeliveryPrunerOptions } from './delivery-pruner.ts';
import { type AnyDeliveryKind, DeliverySender } from './delivery-sender.ts';
import type { Sender } from './http-sender.ts';
import { type LaneOptions, Lanes } from './lanes.ts';
import type { OutboxMetrics } from './metrics.ts';
import { Planner } from './planner.ts';
import type { RetryOptions } from './retries.ts';

export interface OutboxDeps {
  readonly outbox: OutboxCatalog;
  readonly journal: JournalCatalog;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sender: Sender;
  readonly logger: Logger;
  readonly metrics: Pick<OutboxMetrics, 'count' | 'expect'>;
  /** Returns 0 to 1; default: `Math.random`. */
  readonly random?: () => number;
}

export interface OutboxOptions extends RetryOptions, LaneOptions, DeliveryPrunerOptions {}

/** Deliveries of so many recordings are given up in one transaction. */
const ABANDONED_AT_ONCE = 100;

/** The wish to end a hold. */
interface Release {
  readonly dropCreatedBefore: number | undefined;
  readonly resolve: (dropped: number) => void;
}

/** How long to wait after a failure to read or write the catalog. */
const REST_MS = 5000;

/**
 * Notifies receivers about recordings: creates deliveries from the journal, and sends those that are due until they
 * are accepted or abandoned. All state is in the catalog, so that a crash at any point loses nothing; deliveries that
 * were being sent are sent again at the next start.
 *
 * Requests run concurrently, but one at a time within a queue, and few to one server; a server that has just failed
 * gets one at a time.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #sender: DeliverySender;
  readonly #planner: Planner;
  readonly #lanes: Lanes;
  readonly #old: DeliveryPruner;
  readonly #abort = new AbortController();
  readonly #attempts = new Set<Promise<void>>();
  #state: 'new' | 'open' | 'closed' = 'new';
  #round: Promise<void> = Promise.resolve();
  #busy = false;
  #again = false;
  #resting: Timer | undefined;
  #nextDue: Timer | undefined;
  /** Whether deliveries are only planned, not sent. */
  #isHeld = false;
  #release: Release | undefined;
  #unsubscribe: () => void = () => undefined;
  #closed: Promise<void> | undefined;

  constructor(deps: OutboxDeps, options: OutboxOptions) {
    this.#deps = deps;
    this.#sender = new DeliverySender(deps, options);
    this.#planner = new Planner(deps);
    this.#lanes = new Lanes(options);
    this.#old = new DeliveryPruner(deps, options);
    // Each request in progress adds a listener.
    setMaxListeners(options.concurrency, this.#abort.signal);
  }

  /**
   * Starts delivering.
   * @param kinds every kind of delivery that the catalog may have.
   * @param options.held create deliveries, but send none until {@link release}.
   */
  start(kinds: readonly AnyDeliveryKind[], { held = false } = {}): void {
    if (this.#state !== 'new') return;
    this.#state = 'open';
    this.#isHeld = held;
    this.#sender.kinds = new Map(kinds.map((kind) => [kind.name, kind]));
    for (const { name } of kinds) this.#deps.metrics.expect(name);
    this.#unsubscribe = this.#deps.events.subscribe((event) => {
      if (isRecordingEvent(event) && isJournaled(event.type)) this.wake();
    });
    this.#old.start();
    this.wake();
  }

  /**
   * Sends from now on what was held.
   * @param dropCreatedBefore gives up what is about recordings that were created before, epoch milliseconds.
   * @returns how many were given up. Pending until the outbox is started; for ever if it is closed before.
   */
  release(dropCreatedBefore?: number): Promise<number> {
    return new Promise((resolve) => {
      this.#release = { dropCreatedBefore, resolve };
      this.wake();
    });
  }

  /** Looks for due work now. */
  wake(): void {
    if (this.#state !== 'open' || this.#resting !== undefined) return;
    this.#again = true;
    if (!this.#busy) this.#round = this.#run();
  }

  /** Resolves once the outbox is idle: nothing can be done until time passes or something happens. */
  async idle(): Promise<void> {
    while (this.#busy || this.#attempts.size > 0) {
      await Promise.all([this.#round, ...this.#attempts]);
    }
  }

  /**
   * Starts no more attempts, and waits for running ones; after this timeout (milliseconds) they are aborted, and
   * repeated at the next start. Idempotent; the first call's timeout applies.
   */
  close(graceMs = 0): Promise<void> {
    this.#closed ??= this.#shutDown(graceMs);
    return this.#closed;
  }

  async #shutDown(graceMs: number): Promise<void> {
    this.#state = 'closed';
    this.#unsubscribe();
    this.#resting?.cancel();
    this.#nextDue?.cancel();
    this.#old.close();
    await this.#round;
    const under = Promise.all(this.#attempts);
    if (graceMs > 0) await settleWithin(this.#deps.clock, graceMs, under);
    this.#abort.abort(new Error('Shutting down'));
    await under;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#again && this.#state === 'open') {
      this.#again = false;
      try {
        await this.#planner.plan(this.#sender.kinds);
        await this.#endHold();
        if (this.#isHeld) continue;
        await this.#send();
        await this.#waitForNext();
      } catch (error) {
        this.#rest(error);
      }
    }
    this.#busy = false;
  }

  /** After everything has been planned: what is given up must be a delivery first. */
  async #endHold(): Promise<void> {
    const release = this.#release;
    if (release === undefined) return;
    const { dropCreatedBefore, resolve } = release;
    const dropped = dropCreatedBefore === undefined ? 0 : await this.#abandon(dropCreatedBefore);
    this.#release = undefined;
    this.#isHeld = false;
    resolve(dropped);
  }

  async #abandon(createdBefore: number): Promise<number> {
    const { outbox, clock } = this.#deps;
    let dropped = 0;
    let after: string | undefined;
    do {
      const why = { at: clock.now(), error: 'Dropped after a restore' };
      const page = { after, limit: ABANDONED_AT_ONCE };
      const { count, next } = await outbox.abandon(createdBefore, why, page);
      dropped += count;
      after = next;
      await new Promise(setImmediate);
    } while (after !== undefined);
    return dropped;
  }

  /** Starts attempts within the limits, lane by lane. */
  async #send(): Promise<void> {
    const { outbox, clock } = this.#deps;
    const now = clock.now();
    for (const lane of this.#lanes.inTurn(await outbox.lanes(now))) {
      if (this.#state !== 'open') return;
      const room = this.#lanes.roomIn(lane);
      if (room === 0) continue;
      const due = await outbox.due(lane, now, room + this.#lanes.underWay(lane));
      for (const delivery of due.filter(({ id }) => !this.#lanes.has(id)).slice(0, room)) {
        this.#lanes.begin(lane, delivery.id);
        const attempt = this.#attempt(lane, delivery);
        this.#attempts.add(attempt);
        void attempt.finally(() => this.#attempts.delete(attempt));
      }
    }
  }

  /** Never rejects. */
  async #attempt(lane: string, delivery: Delivery): Promise<void> {
    const { outbox, metrics, logger } = this.#deps;
    const { id, kind } = delivery;
    let failed = false;
    try {
      const outcome = await this.#sender.attempt(delivery, this.#abort.signal);
      // Aborted by a shutdown: not the receiver's fault, so not counted as an attempt.
      if (this.#abort.signal.aborted && outcome.state !== 'delivered') return;
      failed = outcome.state === 'pending';
      await outbox.saveOutcome(id, outcome);
      metrics.count(kind, outcome.state);
      if (outcome.state === 'dead') {
        logger.warn({ delivery: id, kind, error: outcome.error }, 'delivery abandoned');
      }
    } catch (error) {
      this.#rest(error);
    } finally {
      this.#lanes.end(lane, id, failed);
      this.wake();
    }
  }

  async #waitForNext(): Promise<void> {
    const { outbox, clock } = this.#deps;
    this.#nextDue?.cancel();
    const now = clock.now();
    const dueAt = await outbox.nextDueAt(now);
    if (dueAt === undefined || this.#state !== 'open') return;
    this.#nextDue = clock.after(dueAt - now, () => this.wake());
  }

  /** The catalog cannot be used, for example on a full disk. */
  #rest(error: unknown): void {
    const { clock, logger } = this.#deps;
    logger.error({ err: error }, 'deliveries have to wait');
    if (this.#state !== 'open' || this.#resting !== undefined) return;
    this.#resting = clock.after(REST_MS, () => {
      this.#resting = undefined;
      this.wake();
    });
  }
}
