import {
  type CoreDeps,
  isRecordingEvent,
  settleWithin,
  type Timer,
  type TricordEvent,
} from '@tricord/core';
import { applicationReplaced, toAriEvent } from '../mappers/event.ts';
import type { EventClient } from './event-client.ts';

const PING_INTERVAL_MS = 30_000;
const CLOSE_LIMIT_MS = 1000;

/** Whom the events of an account go to: one client for each application. */
type Listeners = Map<string, EventClient>;

/**
 * Hands the events of the core to the clients of the account that they belong to. It owns the clients
 * that were added, until they close.
 */
export class EventHub {
  readonly #core: Pick<CoreDeps, 'clock' | 'events'>;
  readonly #systemId: string;
  readonly #clients = new Set<EventClient>();
  readonly #listeners = new Map<string, Listeners>();
  readonly #unsubscribe: () => void;
  readonly #pings: Timer;
  #closed: Promise<void> | undefined;

  constructor(core: Pick<CoreDeps, 'clock' | 'events'>, systemId: string) {
    this.#core = core;
    this.#systemId = systemId;
    this.#unsubscribe = core.events.subscribe((event) => this.#deliver(event));
    this.#pings = core.clock.every(PING_INTERVAL_MS, () => {
      for (const client of this.#clients) client.ping();
    });
  }

  /** Lets a client listen. One that listened to the same application is told, and hears no more of it. */
  add(client: EventClient): void {
    const { user, applications } = client.subscription;
    const listeners = this.#listeners.get(user.accountId) ?? new Map<string, EventClient>();
    this.#listeners.set(user.accountId, listeners);
    this.#clients.add(client);
    client.onClose(() => this.#remove(client));
    for (const application of applications) {
      const context = { application, systemId: this.#systemId };
      listeners.get(application)?.send(applicationReplaced(this.#core.clock.now(), context));
      listeners.set(application, client);
    }
  }

  /** Says goodbye to every client, and cuts off those that do not leave in time. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#unsubscribe();
    this.#pings.cancel();
    const left = [...this.#clients].map(
      (client) => new Promise<void>((resolve) => client.onClose(resolve)),
    );
    for (const client of this.#clients) client.leave();
    await settleWithin(this.#core.clock, CLOSE_LIMIT_MS, Promise.all(left));
    for (const client of this.#clients) client.terminate();
  }

  #remove(client: EventClient): void {
    this.#clients.delete(client);
    const { accountId } = client.subscription.user;
    const listeners = this.#listeners.get(accountId);
    for (const [application, listener] of listeners ?? []) {
      if (listener === client) listeners?.delete(application);
    }
    if (listeners?.size === 0) this.#listeners.delete(accountId);
  }

  #deliver(event: TricordEvent): void {
    for (const [application, client] of this.#listeners.get(event.accountId) ?? []) {
      if (!concerns(event, application, client)) continue;
      const ariEvent = toAriEvent(event, { application, systemId: this.#systemId });
      if (ariEvent !== undefined) client.send(ariEvent);
    }
  }
}

/** Sessions are in their account's application; the recordings of others are for who wants all. */
function concerns(event: TricordEvent, application: string, client: EventClient): boolean {
  const { user, subscribeAll } = client.subscription;
  return application === user.application || (subscribeAll && isRecordingEvent(event));
}
