/** Redirects that keep the method and the body. */
const FOLLOWED: ReadonlySet<number> = new Set([307, 308]);

/** Whether redirects with this status are followed. */
export function isFollowed(status: number): boolean {
  return FOLLOWED.has(status);
}

/** A redirect that is not followed. */
export class RedirectError extends Error {
  constructor(reason: string) {
    super(`A redirect was not followed: ${reason}`);
    this.name = 'RedirectError';
  }
}

/**
 * The URL that a redirect leads to. Credentials stay with the origin that they were given for.
 * @throws RedirectError when it is none that may be requested.
 */
export function redirectedUrl(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new RedirectError('its Location is not a URL');
  const url = new URL(location, from);
  if (url.protocol !== 'https:' && url.protocol !== from.protocol) {
    throw new RedirectError(`it leads from ${from.protocol} to ${url.protocol}`);
  }
  if (url.origin === from.origin && url.username === '' && url.password === '') {
    url.username = from.username;
    url.password = from.password;
  }
  return url;
}
