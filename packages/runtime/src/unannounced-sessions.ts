import type { Catalog, EventBus, Session } from '@tricord/core';
import type { Logger } from 'pino';

export interface UnannouncedSessionsDeps {
  readonly catalog: Pick<Catalog, 'sessions'>;
  readonly events: EventBus;
  readonly logger: Logger;
}

/** Sessions of an account, which wait to be deleted in their order. */
const KEPT = 10_000;

/**
 * Bounds what peers can put into the catalog that nobody knows: of the calls that nobody announced and nobody recorded,
 * the latest of each account stay until retention deletes them, and earlier ones are deleted at once.
 */
export class UnannouncedSessions {
  readonly #deps: UnannouncedSessionsDeps;
  readonly #kept: number;
  /** By account, in the order of their ends. */
  readonly #ended = new Map<string, Set<string>>();
  readonly #unsubscribe: () => void;
  #removing: Promise<void> = Promise.resolve();

  /** @param kept how many stay. */
  constructor(deps: UnannouncedSessionsDeps, kept = KEPT) {
    this.#deps = deps;
    this.#kept = kept;
    this.#unsubscribe = deps.events.subscribe((event) => {
      if (event.type === 'session.ended') this.#add(event.session);
    });
  }

  /** Waits for deletions that have begun. Idempotent. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#removing;
  }

  /** Resolves once what is to be deleted now has been. */
  settled(): Promise<void> {
    return this.#removing;
  }

  #add({ accountId, id, createdAt, startedAt }: Session): void {
    // An announced session is created before it begins.
    if (createdAt !== startedAt) return;
    const ended = this.#ended.get(accountId) ?? new Set();
    this.#ended.set(accountId, ended);
    ended.delete(id);
    ended.add(id);
    if (ended.size <= this.#kept) return;
    const [oldest = ''] = ended;
    ended.delete(oldest);
    this.#removing = this.#removing.then(() => this.#remove(accountId, oldest));
  }

  /** Never rejects. */
  async #remove(accountId: string, id: string): Promise<void> {
    try {
      await this.#deps.catalog.sessions.remove(accountId, id, 'ended');
    } catch (err) {
      this.#deps.logger.error({ err, session: id }, 'an old session could not be deleted');
    }
  }
}
