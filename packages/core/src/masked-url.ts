/** What is part of the names of parameters with secrets, so that `authToken` is one. */
const SECRET = /api_?key|passw|pwd|secret|token|signature|credential|authorization/i;
/** A name to which something is assigned. The look-behind keeps the time linear. */
const ASSIGNED = /(?<![\w.~-])([\w.~-]+)\s*=/g;
/** How often an escaped text may have been escaped again. */
const DEPTH = 4;

/**
 * A URL, or a part of one, for people and logs: `mask` stands for the password of a user and for the values of parameters
 * whose names look as if they were secrets. That includes what a server would not take for a parameter, but a person did
 * who wrote it: `a=b;api_key=…`, `%26api_key=…`, and an `api_key=…` in the path, which hides the rest of the URL.
 */
export function maskedUrl(url: string, mask = '[redacted]'): string {
  const [, scheme = '', rest = url] = /^((?:[a-z][a-z\d+.-]*:)?\/\/)(.*)$/is.exec(url) ?? [];
  const end = rest.search(/[/?#]/);
  const authority = scheme === '' ? '' : rest.slice(0, end < 0 ? rest.length : end);
  const target = rest.slice(authority.length);
  return scheme + maskedAuthority(authority, mask) + maskedTarget(target, mask);
}

function maskedAuthority(authority: string, mask: string): string {
  const at = authority.lastIndexOf('@');
  if (at < 0) return authority;
  const [user] = authority.slice(0, at).split(':', 1);
  const password = authority.slice(0, at).includes(':') ? `:${mask}` : '';
  return `${user}${password}${authority.slice(at)}`;
}

function maskedTarget(target: string, mask: string): string {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (isSecret(path)) return maskedPart(path, mask);
  const pairs = query < 0 ? [] : target.slice(query + 1).split('&');
  const masked = pairs.map((pair) => (isSecret(pair) ? maskedPart(pair, mask) : pair));
  return query < 0 ? path : `${path}?${masked.join('&')}`;
}

/** Hides what follows the first secret name, or the first name of all if that one is escaped. */
function maskedPart(text: string, mask: string): string {
  for (const { 0: found, 1: name = '', index } of text.matchAll(ASSIGNED)) {
    // As it is written, a name may begin with the rest of an escaped separator: `%26key=`.
    if (!isSecretName(name) && !/^[\da-f]{2}key$/i.test(name)) continue;
    const shown = text.slice(0, index + found.length);
    if (!isSecret(shown.slice(0, -1))) return shown + mask;
  }
  const [first = ''] = text.split('=', 1);
  return text.includes('=') && !isSecret(first) ? `${first}=${mask}` : mask;
}

/** Whether the text assigns a value to a secret name, however often it is escaped; also if it is escaped too often. */
function isSecret(text: string): boolean {
  let decoded = text;
  for (let i = 0; i < DEPTH; i += 1) {
    if ([...decoded.matchAll(ASSIGNED)].some(([, name = '']) => isSecretName(name))) return true;
    const next = unescaped(decoded);
    if (next === decoded) return false;
    decoded = next;
  }
  return true;
}

/** With its ASCII characters unescaped, which all secret names are made of. */
function unescaped(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-7][\da-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

function isSecretName(name: string): boolean {
  return SECRET.test(name) || name.toLowerCase() === 'key';
}
