import {
  type Conference,
  type ConferenceCatalog,
  type ConferenceQuery,
  endConferenceAt,
  type Page,
} from '@tricord/core';
import { MemoryPages } from './memory-pages.ts';
import { idInUse, newestFirst } from './memory-rows.ts';
import type { MemorySessions } from './memory-sessions.ts';

/** The conferences of a {@link MemoryCatalog}. */
export class MemoryConferences implements ConferenceCatalog {
  /** By account and id. */
  readonly #rows = new Map<string, Conference>();
  readonly #pages = new MemoryPages<Conference>('conferences');
  readonly #sessions: MemorySessions;

  constructor(sessions: MemorySessions) {
    this.#sessions = sessions;
  }

  async insert(conference: Conference): Promise<void> {
    const { accountId, id } = conference;
    if (this.#find(accountId, id) !== undefined) throw idInUse(id);
    this.#keep(conference);
  }

  async update(
    accountId: string,
    id: string,
    change: (conference: Conference, members: number) => Conference,
  ): Promise<Conference | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before, this.#sessions.liveIn(accountId, id));
    this.#keep(after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Conference | undefined> {
    return this.#find(accountId, id);
  }

  async list(query: ConferenceQuery): Promise<Page<Conference>> {
    const rows = [...this.#rows.values()].filter((row) => conferenceFits(row, query));
    return this.#pages.page(rows, query, newestFirst);
  }

  async endAll(now: number): Promise<readonly Conference[]> {
    const ended = [...this.#rows.values()]
      .filter((row) => row.state === 'live')
      .map((row) => endConferenceAt(row, now));
    for (const conference of ended) this.#keep(conference);
    return ended;
  }

  #find(accountId: string, id: string): Conference | undefined {
    return this.#rows.get(`${accountId} ${id}`);
  }

  #keep(conference: Conference): void {
    this.#rows.set(`${conference.accountId} ${conference.id}`, conference);
  }
}

function conferenceFits(row: Conference, query: ConferenceQuery): boolean {
  return (
    row.accountId === query.accountId &&
    (query.states === undefined || query.states.includes(row.state)) &&
    (query.createdFrom === undefined || row.createdAt >= query.createdFrom) &&
    (query.createdBefore === undefined || row.createdAt < query.createdBefore)
  );
}
