import {
  abandoned,
  afterAttempt,
  type Backlog,
  type Delivery,
  type DeliveryOutcome,
  type JournalEntry,
  type NewDelivery,
  type OutboxCatalog,
} from '@tricord/core';
import { readRow, type StoredRow } from '@tricord/storage-sql';
import type { Database, Statement, Transaction } from 'better-sqlite3';
import type { DeliveryTable } from './delivery-table.ts';
import type { SqliteJournal } from './sqlite-journal.ts';

const DUE = 'next_attempt_at IS NOT NULL AND next_attempt_at <= $now';
/** The first lane after another one. */
const nextLane = (after: string) =>
  '(SELECT lane FROM deliveries INDEXED BY deliveries_due ' +
  `WHERE next_attempt_at IS NOT NULL ${after} ORDER BY lane LIMIT 1)`;

export const OUTBOX_SQL = {
  // Steps from lane to lane without reading what is in one, due or not.
  lanes:
    `WITH RECURSIVE found(lane) AS (SELECT ${nextLane('')} UNION ALL ` +
    `SELECT ${nextLane('AND lane > found.lane')} FROM found WHERE found.lane IS NOT NULL) ` +
    'SELECT lane FROM found WHERE lane IS NOT NULL AND EXISTS (' +
    'SELECT 1 FROM deliveries INDEXED BY deliveries_due ' +
    `WHERE deliveries.lane = found.lane AND ${DUE})`,
  due:
    'SELECT id, body FROM deliveries INDEXED BY deliveries_due ' +
    `WHERE lane = $lane AND ${DUE} ORDER BY next_attempt_at, seq LIMIT $limit`,
  nextDueAt:
    'SELECT min(next_attempt_at) FROM deliveries INDEXED BY deliveries_by_time ' +
    'WHERE next_attempt_at IS NOT NULL AND next_attempt_at > ?',
  count: 'SELECT count(*) FROM deliveries WHERE state = ?',
  oldest: "SELECT min(created_at) FROM deliveries WHERE state = 'pending'",
  pendingRecordings:
    'SELECT DISTINCT recording_id FROM deliveries INDEXED BY deliveries_pending ' +
    "WHERE state = 'pending' AND recording_id > ? ORDER BY recording_id LIMIT ?",
  pendingOf:
    'SELECT id, body FROM deliveries INDEXED BY deliveries_pending ' +
    "WHERE state = 'pending' AND recording_id = ?",
  forget:
    'DELETE FROM deliveries WHERE seq IN (SELECT seq FROM deliveries INDEXED BY deliveries_ended ' +
    'WHERE state = ? AND ended_at IS NOT NULL AND ended_at < ? LIMIT ?)',
};

/** The outbox of a SqliteCatalog. */
export class SqliteOutbox implements OutboxCatalog {
  readonly #journal: SqliteJournal;
  readonly #lanes: Statement<[{ now: number }], string>;
  readonly #due: Statement<[{ lane: string; now: number; limit: number }], StoredRow>;
  readonly #nextDueAt: Statement<[now: number], number | null>;
  readonly #count: Statement<[state: string], number>;
  readonly #oldest: Statement<[], number | null>;
  readonly #forget: Statement<[state: string, before: number, limit: number]>;
  readonly #pendingRecordings: Statement<[after: string, limit: number], string>;
  readonly #abandon: Transaction<
    (
      createdBefore: number,
      why: { at: number; error: string },
      recordings: readonly string[],
    ) => number
  >;
  readonly #plan: Transaction<(position: number, deliveries: readonly NewDelivery[]) => void>;
  readonly #saveOutcome: Transaction<
    (id: string, outcome: DeliveryOutcome) => Delivery | undefined
  >;

  constructor(db: Database, journal: SqliteJournal, table: DeliveryTable) {
    this.#journal = journal;
    this.#lanes = db.prepare<[{ now: number }], string>(OUTBOX_SQL.lanes).pluck();
    this.#due = db.prepare(OUTBOX_SQL.due);
    this.#nextDueAt = db.prepare<[number], number | null>(OUTBOX_SQL.nextDueAt).pluck();
    this.#count = db.prepare<[string], number>(OUTBOX_SQL.count).pluck();
    this.#oldest = db.prepare<[], number | null>(OUTBOX_SQL.oldest).pluck();
    this.#forget = db.prepare(OUTBOX_SQL.forget);
    this.#plan = db.transaction((position, deliveries) => {
      for (const delivery of deliveries) table.add(delivery);
      journal.planned(position);
    });
    this.#pendingRecordings = db
      .prepare<[string, number], string>(OUTBOX_SQL.pendingRecordings)
      .pluck();
    const pendingOf = db.prepare<[string], StoredRow>(OUTBOX_SQL.pendingOf);
    this.#abandon = db.transaction((createdBefore, { at, error }, recordings) => {
      const old = recordings
        .flatMap((recording) => pendingOf.all(recording).map(readRow<Delivery>))
        .filter(({ event }) => event.recording.createdAt < createdBefore);
      for (const delivery of old) table.change(abandoned(delivery, at, error), at);
      return old.length;
    });
    this.#saveOutcome = db.transaction((id, outcome) => {
      const before = table.get(id);
      return before && table.change(afterAttempt(before, outcome), outcome.at);
    });
  }

  async journal(limit: number): Promise<readonly JournalEntry[]> {
    return this.#journal.unplanned(limit);
  }

  async plan(position: number, deliveries: readonly NewDelivery[]): Promise<void> {
    this.#plan.immediate(position, deliveries);
  }

  async lanes(now: number): Promise<readonly string[]> {
    return this.#lanes.all({ now });
  }

  async due(lane: string, now: number, limit: number): Promise<readonly Delivery[]> {
    return this.#due.all({ lane, now, limit }).map(readRow<Delivery>);
  }

  async nextDueAt(now: number): Promise<number | undefined> {
    return this.#nextDueAt.get(now) ?? undefined;
  }

  async saveOutcome(id: string, outcome: DeliveryOutcome): Promise<Delivery | undefined> {
    return this.#saveOutcome.immediate(id, outcome);
  }

  async abandon(
    createdBefore: number,
    why: { readonly at: number; readonly error: string },
    { after = '', limit }: { readonly after: string | undefined; readonly limit: number },
  ): Promise<{ count: number; next: string | undefined }> {
    const recordings = this.#pendingRecordings.all(after, limit);
    const count = this.#abandon.immediate(createdBefore, why, recordings);
    return { count, next: recordings.length < limit ? undefined : recordings.at(-1) };
  }

  async backlog(): Promise<Backlog> {
    const oldestPendingAt = this.#oldest.get() ?? undefined;
    return {
      pending: this.#count.get('pending') ?? 0,
      dead: this.#count.get('dead') ?? 0,
      ...(oldestPendingAt === undefined ? {} : { oldestPendingAt }),
    };
  }

  async forget(before: { delivered: number; dead: number }, limit: number): Promise<number> {
    return (
      this.#forget.run('delivered', before.delivered, limit).changes +
      this.#forget.run('dead', before.dead, limit).changes
    );
  }
}
