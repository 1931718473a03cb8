/**
 * A request's target in origin form: a path that starts with a slash, and perhaps a query.
 *
 * The absolute form loses its scheme and host (RFC 9112, 3.2.2: servers must accept it), and every
 * character that may not stand in a URL is percent-encoded. Node hands over raw bytes as Latin-1
 * characters, so that text a client sent unencoded (curl does) is read as the UTF-8 it was.
 */
export function originForm(target: string): string {
  const local = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  const path = local === '' || local.startsWith('?') ? `/${local}` : local;
  return path.replace(
    /[^\x21\x22\x24-\x7e]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The part of a URL before its query. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

const SECRET_NAMES =
  /^(?:.*(?:api_?key|passw|pwd|secret|token|signature|credential|authorization).*|key)$/i;
const MAX_LOGGED_CHARS = 1024;

/** A URL for the log: the values of query parameters that may be secrets are gone, and it is not long. */
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
