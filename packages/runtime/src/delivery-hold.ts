import type { Clock, Timer } from '@tricord/core';
import type { Outbox } from '@tricord/webhooks';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { readRestoration, writeRestoration } from './restoration.ts';

export interface DeliveryHoldDeps {
  readonly dataDir: string;
  readonly outbox: Pick<Outbox, 'release'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: Registry;
}

/** How long a decision of `tricord webhooks release` may take to be seen. */
const LOOK_MS = 1000;

/**
 * Holds deliveries in a restored data folder until an operator decides: a callback that was sent before the backup was
 * needed must not be sent again by itself. The decision is a file, so that it can be made whether or not a gateway runs.
 */
export class DeliveryHold {
  readonly #deps: DeliveryHoldDeps;
  #isHeld = false;
  #isClosed = false;
  #timer: Timer | undefined;
  #looking: Promise<void> = Promise.resolve();

  private constructor(deps: DeliveryHoldDeps) {
    this.#deps = deps;
    const isHeld = () => this.#isHeld;
    new Gauge({
      name: 'tricord_deliveries_held',
      help: 'Whether deliveries (callbacks, webhooks, mail) are held since a restore: 1 or 0',
      registers: [deps.registry],
      collect() {
        this.set(isHeld() ? 1 : 0);
      },
    });
  }

  /**
   * Finds out whether deliveries are held; if so, watches for the decision.
   * @throws StartError when that cannot be read.
   */
  static async open(deps: DeliveryHoldDeps): Promise<DeliveryHold> {
    const hold = new DeliveryHold(deps);
    const restoration = await readRestoration(deps.dataDir);
    if (restoration === undefined || restoration.deliveries === 'released') return hold;
    hold.#isHeld = true;
    const { snapshot } = restoration;
    deps.logger.warn(
      { snapshot },
      'deliveries (callbacks, webhooks, mail) are held since a restore: `tricord webhooks release` sends or drops them',
    );
    hold.#lookLater(0);
    return hold;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Resolves when it is not looking for the decision. */
  get looked(): Promise<void> {
    return this.#looking;
  }

  /** Idempotent. A release that the outbox has not made yet is made at the next start. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #lookLater(delayMs = LOOK_MS): void {
    if (this.#isClosed) return;
    this.#timer = this.#deps.clock.after(delayMs, () => {
      this.#looking = this.#look();
    });
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const { dataDir, outbox, logger } = this.#deps;
    try {
      const restoration = await readRestoration(dataDir);
      if (restoration?.deliveries === 'held') return this.#lookLater();
      const dropped =
        restoration?.deliveries === 'drop'
          ? await outbox.release(Date.parse(restoration.restoredAt))
          : await outbox.release();
      this.#isHeld = false;
      if (restoration !== undefined) {
        await writeRestoration(dataDir, { ...restoration, deliveries: 'released' });
      }
      logger.info({ dropped }, 'held deliveries are released');
    } catch (error) {
      logger.error({ err: error }, 'held deliveries could not be released');
      this.#lookLater();
    }
  }
}
