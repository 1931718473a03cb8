import { type CoreDeps, type Current, settleWithin, type Timer } from '@tricord/core';
import { allows } from '../applications/event-filter.ts';
import type { AsteriskAccount } from '../config.ts';
import { type ApplicationEventType, toApplicationEvent } from '../mappers/application-event.ts';
import type { AriEventBody } from '../mappers/event.ts';
import { AccountEvents, addressed } from './account-events.ts';
import type { EventClient, Subscription } from './event-client.ts';

const PING_INTERVAL_MS = 30_000;
const CLOSE_LIMIT_MS = 1000;
/** RFC 6455, 7.4.1. */
const POLICY_VIOLATION = 1008;

/**
 * Sends the events of the core to the clients of their account. It owns the clients that were added until
 * they close.
 */
export class EventHub {
  readonly #core: Pick<CoreDeps, 'clock' | 'events'>;
  readonly #systemId: string;
  /** Removed accounts stay: their calls may be live. */
  readonly #accounts = new Map<string, AccountEvents>();
  readonly #clients = new Set<EventClient>();
  readonly #unsubscribe: () => void;
  readonly #pings: Timer;
  /** When dismissed clients are cut off. */
  readonly #cuts = new Set<Timer>();
  #closed: Promise<void> | undefined;

  constructor(
    core: Pick<CoreDeps, 'clock' | 'events'>,
    systemId: string,
    accounts: Current<readonly AsteriskAccount[]>,
  ) {
    this.#core = core;
    this.#systemId = systemId;
    this.#configure(accounts.value);
    accounts.onReplaced((replaced) => this.#configure(replaced));
    this.#unsubscribe = core.events.subscribe((event) => {
      this.#accounts.get(event.accountId)?.publish(event);
    });
    this.#pings = core.clock.every(PING_INTERVAL_MS, () => {
      for (const client of this.#clients) client.ping();
    });
  }

  /** The events of an account. @throws Error for an account that is not configured. */
  of(accountId: string): AccountEvents {
    const events = this.#accounts.get(accountId);
    if (events === undefined) throw new Error(`No account ${accountId}`);
    return events;
  }

  /**
   * Adds a client. A previous client of the same application is notified that it was replaced. An outbound
   * client is notified of its applications.
   */
  add(client: EventClient): void {
    const { user, applications, subscribeAll, dialed } = client.subscription;
    const account = this.of(user.accountId).applications;
    this.#clients.add(client);
    client.onClose(() => {
      this.#clients.delete(client);
      account.disconnect(client);
    });
    if (dialed) this.#tell(client, 'ApplicationRegistered');
    for (const name of applications) {
      const { application, replaced } = account.connect(name, client, subscribeAll);
      if (replaced !== undefined && allows(application.filter, 'ApplicationReplaced')) {
        replaced.send(addressed(this.#about('ApplicationReplaced'), name));
      }
    }
  }

  /** Closes the connections of these clients, and cuts off those that do not close in time. */
  dismiss(isMeant: (subscription: Subscription) => boolean): void {
    const meant = [...this.#clients].filter(({ subscription }) => isMeant(subscription));
    if (meant.length === 0) return;
    for (const client of meant) client.leave(POLICY_VIOLATION, 'No longer configured');
    const cut = this.#core.clock.after(CLOSE_LIMIT_MS, () => {
      this.#cuts.delete(cut);
      for (const client of meant) if (this.#clients.has(client)) client.terminate();
    });
    this.#cuts.add(cut);
  }

  /** Closes all clients, and terminates those that do not close in time. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#unsubscribe();
    this.#pings.cancel();
    for (const cut of this.#cuts) cut.cancel();
    const left = [...this.#clients].map(
      (client) => new Promise<void>((resolve) => client.onClose(resolve)),
    );
    for (const client of this.#clients) {
      if (client.subscription.dialed) this.#tell(client, 'ApplicationUnregistered');
      client.leave();
    }
    await settleWithin(this.#core.clock, CLOSE_LIMIT_MS, Promise.all(left));
    for (const client of this.#clients) client.terminate();
  }

  #configure(accounts: readonly AsteriskAccount[]): void {
    for (const { id, asterisk } of accounts) {
      const dialed = asterisk.outbound.flatMap(({ applications }) => applications);
      const known = this.#accounts.get(id);
      if (known !== undefined) known.configure(asterisk, dialed);
      else this.#accounts.set(id, new AccountEvents(asterisk, dialed, this.#systemId));
    }
  }

  #tell(client: EventClient, type: ApplicationEventType): void {
    for (const name of client.subscription.applications) {
      client.send(addressed(this.#about(type), name));
    }
  }

  #about(type: ApplicationEventType): AriEventBody {
    return toApplicationEvent(type, this.#core.clock.now(), this.#systemId);
  }
}
