import { ariDecode, splitUrl } from './ari-uri.ts';

const BASE = '/ari';

/**
 * Normalizes the segments of a URL's path to the spelling in openapi.yaml. Asterisk splits a
 * path at raw slashes before decoding, so that `%2F` is part of a name. The base is compared
 * literally; undefined for another one.
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
