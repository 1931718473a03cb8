import {
  type ArchiveDay,
  type ArchiveSegment,
  daysIn,
  findInDays,
  partOfDay,
  type SegmentPart,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

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
 * that no more than a day's entries are skipped one by one.
 */
export class CountedEntries {
  readonly #days: Statement<[group: number, first: number, last: number], ArchiveDay>;
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

  read(segment: ArchiveSegment, { offset, limit }: { offset: number; limit: number }): SegmentPart {
    const { total, begin } = findInDays(this.#daysOf(segment), offset, segment);
    if (begin === undefined || limit < 1) return { total, seqs: [] };
    const { group, from } = segment;
    return { total, seqs: this.#seqs.all(group, from, begin.before, limit, begin.skip) };
  }

  /** The days, latest first; of the first and the last, only what lies in the segment. */
  #daysOf(segment: ArchiveSegment): ArchiveDay[] {
    const { group } = segment;
    return this.#days.all(group, ...daysIn(segment)).map(({ day, size }) => {
      const part = partOfDay(day, segment);
      if (part === undefined) return { day, size };
      return { day, size: this.#count.get(group, part.from, part.before) ?? 0 };
    });
  }
}
