import type { IncomingHttpHeaders } from 'node:http';

/** The validators of a representation (RFC 9110, 8.8). */
export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Epoch milliseconds; HTTP only has whole seconds. */
  readonly modifiedAt: number;
}

/**
 * Evaluates the conditions of a GET or HEAD (RFC 9110, 13.2.2): the status of the response if one fails, or
 * undefined when the request is to be served.
 */
export function failedCondition(
  headers: IncomingHttpHeaders,
  { etag, modifiedAt }: Validators,
): 304 | 412 | undefined {
  const match = headers['if-match'];
  const unmodifiedSince = httpDate(headers['if-unmodified-since']);
  if (match !== undefined) {
    if (!listHolds(match, etag, 'strong')) return 412;
  } else if (unmodifiedSince !== undefined && seconds(modifiedAt) > unmodifiedSince) {
    return 412;
  }
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return listHolds(noneMatch, etag, 'weak') ? 304 : undefined;
  const modifiedSince = httpDate(headers['if-modified-since']);
  return modifiedSince !== undefined && seconds(modifiedAt) <= modifiedSince ? 304 : undefined;
}

/**
 * Whether If-Range allows a range (RFC 9110, 13.1.5): absent, the same tag by strong comparison,
 * or exactly the same date.
 */
export function rangeApplies(
  header: string | undefined,
  { etag, modifiedAt }: Validators,
): boolean {
  const value = header?.trim();
  if (value === undefined || value === etag) return true;
  return httpDate(value) === seconds(modifiedAt);
}

/** Whether a list of entity tags, or `*`, contains the tag (RFC 9110, 8.8.3.2). */
function listHolds(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  const tags = list.matchAll(/(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g);
  return [...tags].some(
    ([, weak, tag]) => tag === etag && (comparison === 'weak' || weak === undefined),
  );
}

/** The three date formats that a recipient must accept (RFC 9110, 5.6.7); all of them are in UTC. */
const DATE_FORMS = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Epoch seconds; undefined when absent or malformed, which conditions treat the same. */
function httpDate(value: string | undefined): number | undefined {
  const date = value?.trim() ?? '';
  if (!DATE_FORMS.some((form) => form.test(date))) return undefined;
  const epochMs = Date.parse(date.endsWith(' GMT') ? date : `${date} GMT`);
  return Number.isNaN(epochMs) ? undefined : seconds(epochMs);
}

function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
