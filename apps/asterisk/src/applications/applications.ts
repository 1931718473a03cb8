import type { Topic } from '../mappers/event.ts';
import { Application, type Listener } from './application.ts';

/** So many applications that nobody is connected for are remembered, besides those that last. */
const MAX_ABANDONED = 100;

/**
 * The applications of an account. One comes into being with its first client and goes once it has no client and
 * no subscription; the application that calls enter, and those that we dial, last.
 */
export class Applications {
  readonly #stasis: Application;
  readonly #lasting: ReadonlySet<string>;
  readonly #byName = new Map<string, Application>();

  /**
   * @param stasis the application that the account's calls enter.
   * @param dialed those whose clients we connect to: events wait for them.
   */
  constructor(stasis: string, dialed: readonly string[]) {
    this.#lasting = new Set([stasis, ...dialed]);
    for (const name of this.#lasting) {
      this.#byName.set(name, new Application(name, dialed.includes(name)));
    }
    this.#stasis = this.#byName.get(stasis) ?? new Application(stasis, false);
  }

  /** The application that the account's calls enter. */
  get stasis(): Application {
    return this.#stasis;
  }

  find(name: string): Application | undefined {
    return this.#byName.get(name);
  }

  /** Sorted by name: so they are listed, and in this order they hear of an event. */
  all(): readonly Application[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Lets a client listen to an application. The application, and who listened to it before. */
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

  /** Notes that a client has gone. Applications that others have taken over stay theirs. */
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

  /** Ends every subscription to something that is over. */
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
