import type { Database, Statement } from 'better-sqlite3';
import type { ArchiveSegment, SegmentPart } from './archive-segments.ts';
import { DAY_MS } from './archive-writer.ts';

/** A day of a group. */
interface Day {
  readonly day: number;
  readonly size: number;
}

export const COUNTED_SQL = {
  days: 'SELECT day, size FROM archive_days WHERE group_id = ? AND day BETWEEN ? AND ? ORDER BY day DESC',
  count:
    'SELECT count(*) FROM archive_entries WHERE group_id = ? AND started_at >= ? AND started_at < ?',
  seqs:
    'SELECT seq FROM archive_entries WHERE group_id = ? AND started_at >= ? AND started_at < ? ' +
    'ORDER BY started_at DESC, seq DESC LIMIT ? OFFSET ?',
};

/**
 * Counts the entries of a group by the day, and finds the day on which a page begins the same way, so
 * that no more than a day's entries are passed over one by one.
 */
export class CountedEntries {
  readonly #days: Statement<[group: number, first: number, last: number], Day>;
  readonly #count: Statement<[group: number, from: number, before: number], number>;
  readonly #seqs: Statement<
    [group: number, from: number, before: number, limit: number, offset: number],
    number
  >;

  constructor(db: Database) {
    this.#days = db.prepare(COUNTED_SQL.days);
    this.#count = db.prepare<[number, number, number], number>(COUNTED_SQL.count).pluck();
    this.#seqs = db
      .prepare<[number, number, number, number, number], number>(COUNTED_SQL.seqs)
      .pluck();
  }

  read(
    { group, from, before }: ArchiveSegment,
    { offset, limit }: { offset: number; limit: number },
  ): SegmentPart {
    const days = this.#daysOf(group, from, before);
    let total = 0;
    let begin: { readonly before: number; readonly skip: number } | undefined;
    for (const { day, size } of days) {
      if (begin === undefined && total + size > offset) {
        begin = { before: Math.min(before, (day + 1) * DAY_MS), skip: offset - total };
      }
      total += size;
    }
    if (begin === undefined || limit < 1) return { total, seqs: [] };
    return { total, seqs: this.#seqs.all(group, from, begin.before, limit, begin.skip) };
  }

  /** The days, latest first; of the first and the last, only what lies within the bounds. */
  #daysOf(group: number, from: number, before: number): Day[] {
    const [first, last] = [Math.floor(from / DAY_MS), Math.floor((before - 1) / DAY_MS)];
    return this.#days.all(group, first, last).map(({ day, size }) => {
      const begins = day * DAY_MS;
      const whole = begins >= from && begins + DAY_MS <= before;
      if (whole) return { day, size };
      const part = this.#count.get(
        group,
        Math.max(from, begins),
        Math.min(before, begins + DAY_MS),
      );
      return { day, size: part ?? 0 };
    });
  }
}
