import type { Clock, DeliveryState, OutboxCatalog } from '@tricord/core';
import { Counter, Gauge, type Registry } from 'prom-client';

const RESULTS = ['delivered', 'retried', 'dead'];

/** The metrics of the outbox. */
export class OutboxMetrics {
  /** Attempts by their result, one of {@link RESULTS}. */
  readonly attempts: Counter<'kind' | 'result'>;

  constructor(registry: Registry, outbox: Pick<OutboxCatalog, 'backlog'>, clock: Clock) {
    const registers = [registry];
    this.attempts = new Counter({
      name: 'tricord_webhook_attempts_total',
      help: 'Delivery attempts by result: delivered, retried or dead',
      labelNames: ['kind', 'result'],
      registers,
    });
    const gauge = (name: string, help: string, measure: () => Promise<number>) => {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await measure());
        },
      });
    };
    gauge('tricord_webhook_pending', 'Deliveries still to be sent', async () => {
      return (await outbox.backlog()).pending;
    });
    gauge('tricord_webhook_dead', 'Deliveries that were abandoned', async () => {
      return (await outbox.backlog()).dead;
    });
    gauge(
      'tricord_webhook_oldest_pending_seconds',
      'Age of the oldest delivery still to be sent',
      async () => {
        const { oldestPendingAt } = await outbox.backlog();
        return oldestPendingAt === undefined ? 0 : (clock.now() - oldestPendingAt) / 1000;
      },
    );
  }

  /** Counts attempts of a kind from now on, so that its metrics do not come into being with the first one. */
  expect(kind: string): void {
    for (const result of RESULTS) this.attempts.inc({ kind, result }, 0);
  }

  /** Counts an attempt. */
  count(kind: string, state: DeliveryState): void {
    this.attempts.inc({ kind, result: state === 'pending' ? 'retried' : state });
  }
}
