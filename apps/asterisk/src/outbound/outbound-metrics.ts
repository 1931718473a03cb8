import type { DialectOptions } from '@tricord/http-kit';
import { Gauge } from 'prom-client';

const NAME = 'tricord_ari_outbound_connected';
const LABELS = ['account', 'application'] as const;

/** `tricord_ari_outbound_connected`: 1 while an outbound application is connected, else 0. */
export class OutboundMetrics {
  readonly #connected: Gauge<(typeof LABELS)[number]>;

  constructor(registry: NonNullable<DialectOptions['metrics']>) {
    this.#connected = new Gauge({
      name: NAME,
      help: 'Whether an outbound ARI application is connected.',
      labelNames: LABELS,
      registers: [registry],
    });
  }

  report(account: string, applications: readonly string[], connected: boolean): void {
    for (const application of applications) {
      this.#connected.set({ account, application }, connected ? 1 : 0);
    }
  }

  /** Shows nothing of these applications any more: they are no longer configured. */
  forget(account: string, applications: readonly string[]): void {
    for (const application of applications) this.#connected.remove({ account, application });
  }
}
