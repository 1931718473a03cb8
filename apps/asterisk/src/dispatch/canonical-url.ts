import { ariDecode, splitUrl } from './ari-uri.ts';

const BASE = '/ari';

/**
 * A URL with each segment of its path in the one spelling that openapi.yaml knows. Asterisk splits a
 * path at raw slashes before it decodes, so that `%2F` stays part of a name. The base is compared as
 * it is written; undefined for another.
 */
export function canonicalUrl(url: string): string | undefined {
  const [path, query] = splitUrl(url);
  if (path !== BASE && !path.startsWith(`${BASE}/`)) return undefined;
  const canonical = path
    .split('/')
    .map((segment) => encodeURIComponent(ariDecode(segment)))
    .join('/');
  return query === '' ? canonical : `${canonical}?${query}`;
}
