import type { SessionQuery } from '@tricord/core';
import { statesOfCalls } from './call.ts';
import { toRange } from './date-range.ts';

/** The parameters of a list that filter calls. */
export const CALL_FILTERS = [
  ...['Status', 'To', 'From', 'ParentCallSid'],
  ...['StartTime', 'StartTime<', 'StartTime>'],
] as const;

type Query = Readonly<Partial<Record<string, unknown>>>;
type CallFilter = Pick<
  SessionQuery,
  | 'states'
  | 'callingNumber'
  | 'calledNumber'
  | 'createdFrom'
  | 'createdBefore'
  | 'startedFrom'
  | 'startedBefore'
>;

/** How long before its begin a call may have been described, so that the list finds it by its begin. */
const DESCRIBED_BEFORE_MS = 24 * 60 * 60 * 1000;

/**
 * The calls of a list; `nobody` if no call can match: Tricord knows of no parents, and of no `busy`.
 * @throws HttpError `invalid` for an invalid date.
 */
export function toCallFilter(query: Query): CallFilter | 'nobody' {
  const states = query.Status === undefined ? undefined : statesOfCalls(String(query.Status));
  const { from, before } = toRange(query, 'StartTime');
  if (states?.length === 0 || query.ParentCallSid !== undefined) return 'nobody';
  return {
    ...(states === undefined ? {} : { states }),
    ...(query.From === undefined ? {} : { callingNumber: numberOf(query.From) }),
    ...(query.To === undefined ? {} : { calledNumber: numberOf(query.To) }),
    // A call begins after it came into being, mostly at once: this bounds the rows that are looked at.
    ...(from === undefined ? {} : { startedFrom: from, createdFrom: from - DESCRIBED_BEFORE_MS }),
    ...(before === undefined ? {} : { startedBefore: before, createdBefore: before }),
  };
}

/** A plus sign that was not percent-encoded arrives as a space. */
function numberOf(value: unknown): string {
  return String(value).replace(/^ (?=\d)/, '+');
}
