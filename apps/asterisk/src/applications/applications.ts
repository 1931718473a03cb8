import type { Topic } from '../mappers/event.ts';
import { Application, type Listener } from './application.ts';

/** Maximum number of applications without a client, in addition to the persistent ones. */
const MAX_ABANDONED = 100;

/**
 * The applications of an account. An application is created by its first client, and removed once it has neither a
 * client nor a subscription; the applications that calls enter and the outbound ones are persistent.
 */
export class Applications {
  #lasting: ReadonlySet<string> = new Set();
  readonly #byName = new Map<string, Application>();

  /**
   * @param entered the applications that the account's calls enter.
   * @param dialed the outbound applications: their events are queued while they are not connected.
   */
  constructor(entered: readonly string[], dialed: readonly string[]) {
    this.configure(entered, dialed);
  }

  /** Changes which applications are persistent; the others stay while they are used. */
  configure(entered: readonly string[], dialed: readonly string[]): void {
    this.#lasting = new Set([...entered, ...dialed]);
    for (const name of this.#lasting) {
      if (!this.#byName.has(name)) this.#byName.set(name, new Application(name, false));
    }
    for (const application of this.#byName.values()) {
      application.keepsEvents = dialed.includes(application.name);
      if (!application.inUse && !this.#lasting.has(application.name)) {
        this.#byName.delete(application.name);
      }
    }
  }

  find(name: string): Application | undefined {
    return this.#byName.get(name);
  }

  /** Sorted by name, the order in which they are listed and receive events. */
  all(): readonly Application[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Sets the listener of an application. Returns the application and its previous listener. */
  connect(
    name: string,
    listener: Listener,
    subscribeAll: boolean,
  ): { application: Application; replaced: Listener | undefined } {
    const application = this.#byName.get(name) ?? new Application(name, false);
    this.#byName.set(name, application);
    const replaced = application.listener;
    application.connect(listener, subscribeAll);
    return { application, replaced };
  }

  /** Removes a client that has disconnected from the applications that it still listens to. */
  disconnect(listener: Listener): void {
    for (const application of this.#byName.values()) {
      if (application.listener !== listener) continue;
      application.disconnect();
      this.#forgetUnused(application);
    }
    const abandoned = [...this.#byName.values()].filter(
      ({ name, listener }) => listener === undefined && !this.#lasting.has(name),
    );
    for (const { name } of abandoned.slice(MAX_ABANDONED)) this.#byName.delete(name);
  }

  /** Removes all subscriptions to a source that has ended. */
  end(topic: Topic): void {
    for (const application of this.#byName.values()) {
      application.end(topic);
      this.#forgetUnused(application);
    }
  }

  #forgetUnused(application: Application): void {
    if (application.inUse) return;
    if (this.#lasting.has(application.name)) application.reset();
    else this.#byName.delete(application.name);
  }
}
