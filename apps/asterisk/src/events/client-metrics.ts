import type { Current } from '@tricord/core';
import type { DialectOptions } from '@tricord/http-kit';
import { Gauge } from 'prom-client';
import type { AsteriskAccount } from '../config.ts';
import type { EventClient } from './event-client.ts';

/** `tricord_ari_event_clients`: the event clients of each account that are connected. */
export class ClientMetrics {
  readonly #clients: Gauge<'account'>;
  /** By the ids of accounts, those that are no longer configured included. */
  readonly #names = new Map<string, string>();

  constructor(
    registry: NonNullable<DialectOptions['metrics']>,
    accounts: Current<readonly AsteriskAccount[]>,
  ) {
    this.#clients = new Gauge({
      name: 'tricord_ari_event_clients',
      help: 'ARI event clients that are connected, whoever dialed.',
      labelNames: ['account'],
      registers: [registry],
    });
    this.#expect(accounts.value);
    accounts.onReplaced((replaced) => this.#expect(replaced));
  }

  /** Counts a client until it closes. */
  add(client: EventClient): void {
    const { accountId } = client.subscription.user;
    const account = this.#names.get(accountId) ?? accountId;
    this.#clients.inc({ account });
    client.onClose(() => this.#clients.dec({ account }));
  }

  #expect(accounts: readonly AsteriskAccount[]): void {
    for (const { id, name } of accounts) {
      this.#names.set(id, name);
      this.#clients.inc({ account: name }, 0);
    }
  }
}
