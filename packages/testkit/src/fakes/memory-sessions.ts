import {
  callFits,
  endSession,
  numbersOf,
  type Page,
  type Session,
  type SessionCatalog,
  type SessionQuery,
} from '@tricord/core';
import { MemoryPages } from './memory-pages.ts';
import { idInUse, newestFirst } from './memory-rows.ts';

/** The sessions of a {@link MemoryCatalog}. */
export class MemorySessions implements SessionCatalog {
  readonly #rows = new Map<string, Session>();
  readonly #pages = new MemoryPages<Session>('sessions');
  readonly #isRecorded: (session: Session) => boolean;

  /** @param isRecorded whether a recording is of that session. */
  constructor(isRecorded: (session: Session) => boolean) {
    this.#isRecorded = isRecorded;
  }

  async insert(session: Session): Promise<void> {
    if (this.#rows.has(keyOf(session))) throw idInUse(session.id);
    this.#rows.set(keyOf(session), session);
  }

  async update(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Promise<Session | undefined> {
    return this.change(accountId, id, change);
  }

  /** {@link update}, at once. */
  change(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Session | undefined {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before);
    this.#rows.set(keyOf(after), after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    return this.#find(accountId, id);
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    return [...this.#rows.values()]
      .filter((row) => row.accountId === accountId && row.call.externalId === externalId)
      .sort(newestFirst)[0];
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    const rows = [...this.#rows.values()].filter((row) => sessionFits(row, query));
    return this.#pages.page(rows, query, newestFirst);
  }

  async live(): Promise<readonly Session[]> {
    return [...this.#rows.values()]
      .filter((row) => row.state === 'live')
      .sort(newestFirst)
      .reverse();
  }

  async endAll(now: number): Promise<readonly Session[]> {
    const ended = (await this.live()).map((session) => endSession(session, now));
    for (const session of ended) this.#rows.set(keyOf(session), session);
    return ended;
  }

  async remove(
    accountId: string,
    id: string,
    state: 'expected' | 'ended',
  ): Promise<Session | undefined> {
    const session = this.#find(accountId, id);
    if (session?.state !== state || this.#isRecorded(session)) return undefined;
    this.#rows.delete(keyOf(session));
    return session;
  }

  /** Number of live sessions in a conference. */
  liveIn(accountId: string, conferenceId: string): number {
    const query = { accountId, conferenceId, states: ['live' as const], limit: 1 };
    return [...this.#rows.values()].filter((row) => sessionFits(row, query)).length;
  }

  #find(accountId: string, id: string): Session | undefined {
    return this.#rows.get(keyOf({ accountId, id }));
  }
}

function keyOf({ accountId, id }: Pick<Session, 'accountId' | 'id'>): string {
  return `${accountId} ${id}`;
}

function sessionFits(row: Session, query: SessionQuery): boolean {
  const { calling, called } = numbersOf(row.call);
  const begun = (query.startedFrom ?? query.startedBefore) === undefined ? 0 : row.startedAt;
  return (
    (query.callingNumber === undefined || query.callingNumber === calling) &&
    (query.calledNumber === undefined || query.calledNumber === called) &&
    row.createdAt >= (query.createdFrom ?? Number.NEGATIVE_INFINITY) &&
    row.createdAt < (query.createdBefore ?? Number.POSITIVE_INFINITY) &&
    begun !== undefined &&
    begun >= (query.startedFrom ?? Number.NEGATIVE_INFINITY) &&
    begun < (query.startedBefore ?? Number.POSITIVE_INFINITY) &&
    row.accountId === query.accountId &&
    (query.states === undefined || query.states.includes(row.state)) &&
    (query.conferenceId === undefined || query.conferenceId === row.call.conference?.id) &&
    callFits(row.call, query)
  );
}
