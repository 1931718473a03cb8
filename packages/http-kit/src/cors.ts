import type { Current } from '@tricord/core';
import type { RequestHandler } from 'express';
import { principalOf } from './authentication.ts';
import type { DialectLocals } from './dialect-options.ts';

/** An account with the origins whose pages may use the APIs. */
export interface CorsAccount {
  readonly id: string;
  readonly cors: { readonly origins: readonly string[] };
}

/** What pages may read of responses, besides what they always may. */
const EXPOSED = [
  ...['Accept-Ranges', 'Content-Disposition', 'Content-Length', 'Content-Range', 'ETag'],
  ...['Last-Modified', 'Location', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id'],
].join(', ');
/** What pages may send. */
const ACCEPTED = [
  ...['Authorization', 'Content-Type', 'Last-Event-ID', 'Range', 'X-Request-Id'],
  ...['If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since'],
].join(', ');
/** How long a browser may remember the answer to a preflight, seconds. */
const MAX_AGE_S = 600;

/** The origins that each account allows; `*` stands for all. */
export class AllowedOrigins {
  readonly #byAccount: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #all: ReadonlySet<string>;

  constructor(entries: readonly (readonly [accountId: string, origins: readonly string[]])[]) {
    this.#byAccount = new Map(entries.map(([id, origins]) => [id, new Set(origins)]));
    this.#all = new Set(entries.flatMap(([, origins]) => origins));
  }

  /** Whether no account allows any. */
  get none(): boolean {
    return this.#all.size === 0;
  }

  /** Whether some account allows it: for requests whose account is not known. */
  bySome(origin: string): boolean {
    return this.#all.has('*') || this.#all.has(origin);
  }

  by(accountId: string, origin: string): boolean {
    const own = this.#byAccount.get(accountId);
    return own !== undefined && (own.has('*') || own.has(origin));
  }
}

/**
 * Authentication that lets pages of other origins use an API (CORS, Fetch Standard 3.2). Responses can be read by
 * pages of the origins of the request's own account. A preflight has no credentials, so that it is answered for
 * those of any account, and so is the refusal of wrong credentials. Browsers send no credentials that they remember.
 *
 * Where no account allows an origin, this is `authenticate` alone.
 */
export function withCors(
  accounts: Current<readonly CorsAccount[]>,
  authenticate: RequestHandler,
): readonly RequestHandler[] {
  const allowed = accounts.map(
    (all) => new AllowedOrigins(all.map(({ id, cors }) => [id, cors.origins])),
  );
  return [allowSome(allowed), authenticate, allowOwn(allowed)];
}

/** Removes the permission to read a response where the account of the request does not allow the page's origin. */
export function allowOwn(allowed: Current<AllowedOrigins>): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers;
    if (origin !== undefined && !allowed.value.by(principalOf(res).accountId, origin)) {
      for (const name of res.getHeaderNames()) {
        if (name.startsWith('access-control-')) res.removeHeader(name);
      }
    }
    next();
  };
}

function allowSome(current: Current<AllowedOrigins>): RequestHandler {
  return (req, res, next) => {
    const allowed = current.value;
    if (!allowed.none) res.vary('Origin');
    const { origin, 'access-control-request-method': method } = req.headers;
    if (origin === undefined || !allowed.bySome(origin)) {
      next();
      return;
    }
    res.setHeader('Access-Control-Allow-Origin', origin);
    if (req.method !== 'OPTIONS' || method === undefined) {
      res.setHeader('Access-Control-Expose-Headers', EXPOSED);
      next();
      return;
    }
    const { allow = [] } = res.locals as DialectLocals;
    res.setHeader('Access-Control-Allow-Methods', allow.join(', '));
    res.setHeader('Access-Control-Allow-Headers', ACCEPTED);
    res.setHeader('Access-Control-Max-Age', MAX_AGE_S);
    res.status(204).end();
  };
}
