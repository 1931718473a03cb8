import { maskedUrl } from '@tricord/core';

/**
 * A request's target in origin form: a path that starts with a slash, and optionally a query. The absolute
 * form loses its scheme and host (RFC 9112, 3.2.2: servers must accept it). A `#`, the one character
 * that Node accepts although it is not allowed there (3.2.1), is percent-encoded: some parsers read it as the
 * start of a fragment, others as part of the path.
 */
export function originForm(target: string): string {
  const local = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replaceAll('#', '%23');
  return local === '' || local.startsWith('?') ? `/${local}` : local;
}

/** The part of a URL before its query. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

const MAX_READ_CHARS = 8192;
const MAX_LOGGED_CHARS = 1024;

/** A URL for the log: truncated, and its secrets are masked ({@link maskedUrl}). */
export function loggableUrl(url: string): string {
  return maskedUrl(url.slice(0, MAX_READ_CHARS)).slice(0, MAX_LOGGED_CHARS);
}
