import type { IncomingHttpHeaders } from 'node:http';

/** The validators of a representation (RFC 9110, 8.8). */
export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Epoch milliseconds; HTTP dates know whole seconds only. */
  readonly modifiedAt: number;
}

/** Whether a GET or HEAD is answered by 304 (RFC 9110, 13.1.2, 13.1.3 and 13.2.2). */
export function notModified(headers: IncomingHttpHeaders, validators: Validators): boolean {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return matchesAny(noneMatch, validators.etag);
  const since = httpDate(headers['if-modified-since']);
  return since !== undefined && seconds(validators.modifiedAt) <= seconds(since);
}

/**
 * Whether If-Range lets a range through: absent, the same strong tag, or exactly the same date
 * (RFC 9110, 13.1.5).
 */
export function rangeApplies(header: string | undefined, validators: Validators): boolean {
  if (header === undefined) return true;
  const value = header.trim();
  if (value.startsWith('"')) return value === validators.etag;
  const date = httpDate(value);
  return date !== undefined && seconds(date) === seconds(validators.modifiedAt);
}

/** Weak comparison with a list of entity tags or `*`. */
function matchesAny(list: string, etag: string): boolean {
  if (list.trim() === '*') return true;
  return [...list.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(
    (tag) => tag[1] === etag,
  );
}

function httpDate(value: string | undefined): number | undefined {
  if (value === undefined || !/ GMT$/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
