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

const SECRET_NAMES =
  /^(?:.*(?:api_?key|passw|pwd|secret|token|signature|credential|authorization).*|key)$/i;
const MAX_LOGGED_CHARS = 1024;

/** A URL for the log: truncated, and without values of query parameters that may be secrets. */
export function loggableUrl(url: string): string {
  const path = pathOf(url);
  const query = url
    .slice(path.length + 1)
    .split('&')
    .map((pair) => (isSecretName(pair.split('=', 1)[0] ?? '') ? hideValue(pair) : pair))
    .join('&');
  return (url.length > path.length ? `${path}?${query}` : path).slice(0, MAX_LOGGED_CHARS);
}

function hideValue(pair: string): string {
  const equals = pair.indexOf('=');
  return equals < 0 ? pair : `${pair.slice(0, equals)}=[redacted]`;
}

function isSecretName(encoded: string): boolean {
  try {
    return SECRET_NAMES.test(decodeURIComponent(encoded.replaceAll('+', ' ')));
  } catch {
    return true;
  }
}
