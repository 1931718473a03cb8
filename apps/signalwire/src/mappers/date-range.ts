import { HttpError } from '@tricord/http-kit';
import { type NamedMoment, parseDate } from './parse-date.ts';

/** The parameters of a list that say when things came into being. */
export const DATE_FILTERS = ['DateCreated', 'DateCreated<', 'DateCreated>'] as const;

/** Epoch milliseconds; the end is not part of it. */
export interface DateRange {
  readonly createdFrom?: number;
  readonly createdBefore?: number;
}

type DateQuery = Readonly<Partial<Record<(typeof DATE_FILTERS)[number], unknown>>>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When the things that a list shows came into being. `DateCreated` names a day, as its vendors have
 * it, and of an instant the day that it lies in: the SDKs send both. The others are written
 * `DateCreated<=…` and `DateCreated>=…` on the wire, and include the instant that they name, to the
 * second in which it would be printed.
 * @throws HttpError `invalid` for a text that is no date.
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
