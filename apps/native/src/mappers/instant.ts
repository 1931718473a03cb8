import { TricordError } from '@tricord/core';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const DAY_MS = 24 * 3_600_000;

/**
 * Parses a time (RFC 3339), or a date, which stands for the begin of that day in UTC, to epoch milliseconds.
 * @throws TricordError `invalid-argument` for anything else, and for what does not exist, such as a 13th month or a
 *   leap second.
 */
export function toInstant(parameter: string, text: string): number {
  return parse(parameter, text).at;
}

/**
 * Like {@link toInstant}, for a bound that is part of the range: returns the first instant after it. A date stands
 * for that whole day.
 */
export function toInstantAfter(parameter: string, text: string): number {
  const { at, isDay } = parse(parameter, text);
  return at + (isDay ? DAY_MS : 1);
}

function parse(parameter: string, given: string): { at: number; isDay: boolean } {
  // A plus sign that is not percent-encoded arrives as a space.
  const text = given.replace(/ (?=\d\d:\d\d$)/, '+');
  const isDay = DAY.test(text);
  const at = isDay || TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || (isDay && !new Date(at).toISOString().startsWith(text))) {
    const message = `${parameter} must be a date (2026-11-01) or a time (2026-11-01T08:00:00Z)`;
    throw new TricordError('invalid-argument', message, { details: { parameter } });
  }
  return { at, isDay };
}
