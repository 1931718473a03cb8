import type {
  Clock,
  Delivery,
  DeliveryAnswer,
  DeliveryKind,
  DeliveryOutcome,
  DeliveryRequest,
  DirectDeliveryKind,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { Sender } from './http-sender.ts';
import { Retries, type RetryOptions } from './retries.ts';

/** Makes deliveries itself, or says by which request. */
export type AnyDeliveryKind = DeliveryKind | DirectDeliveryKind;

export interface DeliverySenderDeps {
  readonly sender: Sender;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** Returns 0 to 1; default: `Math.random`. */
  readonly random?: () => number;
}

const UNWANTED = 'Its receiver or its recording no longer exists';

/** Sends one delivery at a time, each as its kind wants it. */
export class DeliverySender {
  readonly #deps: DeliverySenderDeps;
  readonly #options: RetryOptions;
  readonly #retries: Retries;
  #kinds: ReadonlyMap<string, AnyDeliveryKind> = new Map();

  constructor(deps: DeliverySenderDeps, options: RetryOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#retries = new Retries(options, deps.random ?? Math.random);
  }

  /** By name. Deliveries of other kinds wait. */
  set kinds(kinds: ReadonlyMap<string, AnyDeliveryKind>) {
    this.#kinds = kinds;
  }

  get kinds(): ReadonlyMap<string, AnyDeliveryKind> {
    return this.#kinds;
  }

  /** Makes one attempt, and judges its answer. Never rejects for a failed one. */
  async attempt(delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { clock } = this.#deps;
    const kind = this.#kinds.get(delivery.kind);
    if (kind === undefined) {
      const error = `Nothing served here makes requests of kind ${delivery.kind}`;
      const at = clock.now();
      const nextAttemptAt = at + this.#options.maxRetryMs;
      return { state: 'pending', at, nextAttemptAt, error } as const;
    }
    const answer = await ('deliver' in kind
      ? this.#deliver(kind, delivery, signal)
      : this.#sendRequest(kind, delivery, signal));
    return typeof answer === 'string'
      ? ({ state: 'dead', at: clock.now(), error: answer } as const)
      : this.#retries.judge(delivery, answer, clock.now());
  }

  /** The answer, or why nothing was sent. */
  async #deliver(
    kind: DirectDeliveryKind,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<DeliveryAnswer | string> {
    try {
      return (await kind.deliver(delivery, signal)) ?? UNWANTED;
    } catch (error) {
      this.#deps.logger.error(
        { err: error, delivery: delivery.id },
        'a delivery could not be made',
      );
      return { type: 'error', message: 'The delivery could not be made', refused: false };
    }
  }

  /** As {@link #deliver}. */
  async #sendRequest(
    kind: DeliveryKind,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<DeliveryAnswer | string> {
    const request = this.#requestOf(kind, delivery);
    return typeof request === 'string' ? request : this.#deps.sender.send(request, signal);
  }

  /** The request, or why there is none. */
  #requestOf(kind: DeliveryKind, delivery: Delivery): DeliveryRequest | string {
    const { clock, logger } = this.#deps;
    try {
      return kind.request(delivery, clock.now()) ?? UNWANTED;
    } catch (error) {
      logger.error({ err: error, delivery: delivery.id }, 'a delivery could not be made');
      return 'The request could not be made';
    }
  }
}
