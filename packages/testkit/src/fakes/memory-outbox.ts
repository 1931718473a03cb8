import {
  abandoned,
  afterAttempt,
  type Backlog,
  type Delivery,
  type DeliveryCatalog,
  type DeliveryOutcome,
  type DeliveryQuery,
  type JournalEntry,
  laneOf,
  type NewDelivery,
  type OutboxCatalog,
  type Page,
  replayed,
} from '@tricord/core';
import type { MemoryJournal } from './memory-journal.ts';
import { MemoryPages } from './memory-pages.ts';

/** The outbox and the deliveries of a MemoryCatalog. */
export class MemoryOutbox implements OutboxCatalog, DeliveryCatalog {
  readonly #journal: MemoryJournal;
  /** In the order in which they were planned. */
  readonly #rows = new Map<string, Delivery>();
  readonly #pages = new MemoryPages<Delivery>('deliveries');

  constructor(journal: MemoryJournal) {
    this.#journal = journal;
  }

  async journal(limit: number): Promise<readonly JournalEntry[]> {
    return this.#journal.unplanned(limit);
  }

  async plan(position: number, deliveries: readonly NewDelivery[]): Promise<void> {
    this.#journal.planned(position);
    for (const delivery of deliveries) {
      this.#rows.set(delivery.id, { ...delivery, state: 'pending', attempts: 0 });
      this.#order(delivery, delivery.createdAt);
    }
  }

  async lanes(now: number): Promise<readonly string[]> {
    return [...new Set(this.#dueBy(now).map(({ url }) => laneOf(url)))].sort();
  }

  async due(lane: string, now: number, limit: number): Promise<readonly Delivery[]> {
    return this.#dueBy(now)
      .filter(({ url }) => laneOf(url) === lane)
      .sort((a, b) => (a.nextAttemptAt ?? 0) - (b.nextAttemptAt ?? 0))
      .slice(0, limit);
  }

  async nextDueAt(now: number): Promise<number | undefined> {
    const times = [...this.#rows.values()].flatMap(({ nextAttemptAt: at }) =>
      at === undefined || at <= now ? [] : [at],
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async saveOutcome(id: string, outcome: DeliveryOutcome): Promise<Delivery | undefined> {
    const before = this.#rows.get(id);
    if (before === undefined) return undefined;
    this.#rows.set(id, afterAttempt(before, outcome));
    this.#order(before, outcome.at);
    return this.#rows.get(id);
  }

  async abandon(
    createdBefore: number,
    { at, error }: { readonly at: number; readonly error: string },
    { after = '', limit }: { readonly after: string | undefined; readonly limit: number },
  ): Promise<{ count: number; next: string | undefined }> {
    const pending = [...this.#rows.values()].filter(({ state }) => state === 'pending');
    const recordings = [...new Set(pending.map(({ event }) => event.recording.id))]
      .filter((id) => id > after)
      .sort()
      .slice(0, limit);
    const found = pending.filter(
      ({ event: { recording } }) =>
        recordings.includes(recording.id) && recording.createdAt < createdBefore,
    );
    for (const row of found) {
      this.#rows.set(row.id, abandoned(row, at, error));
      this.#order(row, at);
    }
    return {
      count: found.length,
      next: recordings.length < limit ? undefined : recordings.at(-1),
    };
  }

  async backlog(): Promise<Backlog> {
    const rows = [...this.#rows.values()];
    const pending = rows.filter(({ state }) => state === 'pending');
    const dead = rows.filter(({ state }) => state === 'dead').length;
    const oldest = Math.min(...pending.map(({ createdAt }) => createdAt));
    return {
      pending: pending.length,
      dead,
      ...(pending.length === 0 ? {} : { oldestPendingAt: oldest }),
    };
  }

  async forget(before: { delivered: number; dead: number }, limit: number): Promise<number> {
    let forgotten = 0;
    for (const state of ['delivered', 'dead'] as const) {
      const old = [...this.#rows.values()].filter(
        (row) => row.state === state && (row.endedAt ?? 0) < before[state],
      );
      for (const { id } of old.slice(0, limit)) {
        this.#rows.delete(id);
        forgotten += 1;
      }
    }
    return forgotten;
  }

  async get(accountId: string, id: string): Promise<Delivery | undefined> {
    const row = this.#rows.get(id);
    return row?.event.accountId === accountId ? row : undefined;
  }

  async list(query: DeliveryQuery): Promise<Page<Delivery>> {
    const { accountId, states, recordingId } = query;
    const rows = [...this.#rows.values()].filter(
      ({ event, state }) =>
        event.accountId === accountId &&
        (states === undefined || states.includes(state)) &&
        (recordingId === undefined || recordingId === event.recording.id),
    );
    return this.#pages.page(rows, query, newestFirst);
  }

  async replay(accountId: string, id: string, now: number): Promise<Delivery | undefined> {
    const row = await this.get(accountId, id);
    if (row === undefined) return undefined;
    this.#rows.set(id, replayed(row));
    this.#order(row, now);
    return this.#rows.get(id);
  }

  /** Only the first pending delivery of each queue has a due time. */
  #order(of: NewDelivery, now: number): void {
    const queue = [...this.#rows.values()].filter(
      (row) => row.state === 'pending' && queueOf(row) === queueOf(of),
    );
    for (const [i, { nextAttemptAt = now, ...row }] of queue.entries()) {
      this.#rows.set(row.id, i === 0 ? { ...row, nextAttemptAt } : row);
    }
  }

  #dueBy(now: number): Delivery[] {
    return [...this.#rows.values()].filter(
      ({ nextAttemptAt }) => nextAttemptAt !== undefined && nextAttemptAt <= now,
    );
  }
}

function queueOf({ kind, url, event }: NewDelivery): string {
  return [event.recording.id, kind, url].join('\n');
}

function newestFirst(a: Delivery, b: Delivery): number {
  return b.createdAt - a.createdAt || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);
}
