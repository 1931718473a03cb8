/** Calls are counted by the day (UTC) on which they began. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** How many entries of a group began on a day. */
export interface ArchiveDay {
  readonly day: number;
  readonly size: number;
}

/** A stretch of time, from an instant to before another, epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly before: number;
}

/** The number of the day of an instant, from the epoch on. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** The first and the last day of a stretch. */
export function daysIn({ from, before }: Stretch): readonly [first: number, last: number] {
  return [dayOf(from), dayOf(before - 1)];
}

/** The part of a day that lies in a stretch; undefined when all of it does. */
export function partOfDay(day: number, { from, before }: Stretch): Stretch | undefined {
  const begins = day * DAY_MS;
  const ends = begins + DAY_MS;
  if (begins >= from && ends <= before) return undefined;
  return { from: Math.max(from, begins), before: Math.min(before, ends) };
}

/**
 * How many entries the days have, latest day first, and where the entry `offset` of these is to be
 * found: `skip` entries on from the last that began before an instant; undefined when there are fewer.
 */
export function findInDays(
  days: readonly ArchiveDay[],
  offset: number,
  { before }: Pick<Stretch, 'before'>,
): { total: number; begin: { before: number; skip: number } | undefined } {
  let total = 0;
  let begin: { before: number; skip: number } | undefined;
  for (const { day, size } of days) {
    if (begin === undefined && total + size > offset) {
      begin = { before: Math.min(before, (day + 1) * DAY_MS), skip: offset - total };
    }
    total += size;
  }
  return { total, begin };
}
