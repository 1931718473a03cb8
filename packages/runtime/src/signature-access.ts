import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Authorize } from '@tricord/capture';
import { Networks } from '@tricord/webhooks';

export interface SignatureAccessOptions {
  /** The key of the vendor's account: Twilio's auth token. */
  readonly signingKey: string;
  /** Where the outside reaches this server, if the configuration says so. */
  readonly publicUrl: string | undefined;
  /** Networks of the proxies that are believed what host they were asked for. */
  readonly trustedProxies: readonly string[];
}

/**
 * Lets those in who sign the URL that they ask for: `X-Twilio-Signature`, the HMAC-SHA1 in base64 of the `wss:` URL of
 * a `<Stream>`. That URL is known to the vendor alone if proxies have changed it, so it is compared with each that it
 * may have been. A forged `Host` is of no use without the key.
 * Source: Twilio, "Validate incoming requests", https://www.twilio.com/docs/usage/security
 */
export function signatureAccess(options: SignatureAccessOptions): Authorize {
  const proxies = new Networks(options.trustedProxies);
  return (req) => {
    const given = req.headers['x-twilio-signature'];
    if (typeof given !== 'string') return false;
    return basesOf(req, options.publicUrl, proxies)
      .flatMap((base) => spellingsOf(base + (req.url ?? '/')))
      .some((url) => isSignature(given, options.signingKey, url));
  };
}

function isSignature(given: string, key: string, url: string): boolean {
  const right = createHmac('sha1', key).update(url).digest();
  const shown = Buffer.from(given, 'base64');
  return shown.length === right.length && timingSafeEqual(shown, right);
}

/** What may stand before the path of the request. Twilio's streams are always `wss:`. */
function basesOf(
  req: IncomingMessage,
  publicUrl: string | undefined,
  proxies: Networks,
): readonly string[] {
  const bases: string[] = [];
  if (publicUrl !== undefined) {
    const url = publicUrl.replace(/^http/, 'ws');
    // A proxy may take a path of the public URL off, or not.
    bases.push(url, url.replace(/^(wss?:\/\/[^/]*).*$/, '$1'));
  }
  const host = req.headers.host ?? '';
  const { remoteAddress } = req.socket;
  if (remoteAddress !== undefined && proxies.has(remoteAddress)) {
    const scheme = firstOf(req.headers['x-forwarded-proto']) === 'http' ? 'ws' : 'wss';
    bases.push(`${scheme}://${firstOf(req.headers['x-forwarded-host']) ?? host}`);
  }
  return [...bases, `wss://${host}`, `ws://${host}`];
}

/** Of a list that several proxies have added to, the first is what the client sent. */
function firstOf(header: string | string[] | undefined): string | undefined {
  const first = String(header ?? '')
    .split(',', 1)[0]
    ?.trim();
  return first === '' ? undefined : first;
}

/** A URL with and without its port and a slash at its end, which the vendor's own libraries try, too. */
function spellingsOf(url: string): readonly string[] {
  const [, scheme = '', host = '', port, path = ''] =
    /^(wss?):\/\/([^/]*?)(?::(\d+))?(\/.*)?$/.exec(url) ?? [];
  const other = port === undefined ? `${host}:${scheme === 'wss' ? 443 : 80}` : host;
  const given = port === undefined ? host : `${host}:${port}`;
  return [given, other].flatMap((authority) =>
    [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`].map(
      (spelled) => `${scheme}://${authority}${spelled}`,
    ),
  );
}
