import { HttpError } from '@tricord/http-kit';
import { type NamedMoment, parseDate } from './parse-date.ts';

/** The parameters of a list that filter by creation time. */
export const DATE_FILTERS = ['DateCreated', 'DateCreated<', 'DateCreated>'] as const;

/** Epoch milliseconds; the end is exclusive. */
export interface DateRange {
  readonly from?: number;
  readonly before?: number;
}

type Query = Readonly<Record<string, unknown>>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The creation time filter of a list, see {@link toRange}. */
export function toDateRange(query: Query): { createdFrom?: number; createdBefore?: number } {
  const { from, before } = toRange(query, 'DateCreated');
  return {
    ...(from === undefined ? {} : { createdFrom: from }),
    ...(before === undefined ? {} : { createdBefore: before }),
  };
}

/**
 * Parses a filter by time: `NAME`, `NAME<` and `NAME>`. `NAME` is a day, as the vendors document it, or the day that
 * contains an instant: the SDKs send both. The others are `NAME<=…` and `NAME>=…` on the wire, and are inclusive, to the
 * second in which the instant would be printed.
 * @throws HttpError `invalid` for an invalid date.
 */
export function toRange(query: Query, name: string): DateRange {
  const on = dateOf(query, name);
  const until = dateOf(query, `${name}<`);
  const since = dateOf(query, `${name}>`);
  const day = on && Math.floor(on.at / DAY_MS) * DAY_MS;
  const from = [day, since?.at].filter((at) => at !== undefined);
  const before = [
    day === undefined ? undefined : day + DAY_MS,
    until && until.at + Math.max(until.lengthMs, 1),
  ].filter((at) => at !== undefined);
  return {
    ...(from.length === 0 ? {} : { from: Math.max(...from) }),
    ...(before.length === 0 ? {} : { before: Math.min(...before) }),
  };
}

function dateOf(query: Query, name: string): NamedMoment | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const date = parseDate(String(text));
  if (date === undefined) {
    const problem = { path: `/query/${name}`, message: 'is not a date' };
    throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
  }
  return date;
}
