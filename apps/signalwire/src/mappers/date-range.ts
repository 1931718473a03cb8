import { HttpError } from '@tricord/http-kit';
import { type NamedMoment, parseDate } from './parse-date.ts';

/** The parameters of a list that filter by creation time. */
export const DATE_FILTERS = ['DateCreated', 'DateCreated<', 'DateCreated>'] as const;

/** Epoch milliseconds; the end is exclusive. */
export interface DateRange {
  readonly createdFrom?: number;
  readonly createdBefore?: number;
}

type DateQuery = Readonly<Partial<Record<(typeof DATE_FILTERS)[number], unknown>>>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Parses the creation time filter of a list. `DateCreated` is a day, as the vendors document it, or the
 * day that contains an instant: the SDKs send both. The others are
 * `DateCreated<=…` and `DateCreated>=…` on the wire, and are inclusive, to the second in which the
 * instant would be printed.
 * @throws HttpError `invalid` for an invalid date.
 */
export function toDateRange(query: DateQuery): DateRange {
  const on = dateOf(query, 'DateCreated');
  const until = dateOf(query, 'DateCreated<');
  const since = dateOf(query, 'DateCreated>');
  const day = on && Math.floor(on.at / DAY_MS) * DAY_MS;
  const from = [day, since?.at].filter((at) => at !== undefined);
  const before = [
    day === undefined ? undefined : day + DAY_MS,
    until && until.at + Math.max(until.lengthMs, 1),
  ].filter((at) => at !== undefined);
  return {
    ...(from.length === 0 ? {} : { createdFrom: Math.max(...from) }),
    ...(before.length === 0 ? {} : { createdBefore: Math.min(...before) }),
  };
}

function dateOf(query: DateQuery, name: (typeof DATE_FILTERS)[number]): NamedMoment | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const date = parseDate(String(text));
  if (date === undefined) {
    const problem = { path: `/query/${name}`, message: 'is not a date' };
    throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
  }
  return date;
}
