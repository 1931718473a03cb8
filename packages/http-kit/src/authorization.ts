import type { IncomingMessage } from 'node:http';

/** Credentials that a client sent by HTTP Basic, unverified. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

type WithHeaders = Pick<IncomingMessage, 'headers'>;

/**
 * The user and password of an `Authorization: Basic` header, read as UTF-8 and split at the first
 * colon (RFC 7617). Undefined when there is none or it is malformed.
 */
export function basicCredentials(req: WithHeaders): BasicCredentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(req.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

/** The token of an `Authorization: Bearer` header (RFC 6750), or undefined. */
export function bearerToken(req: WithHeaders): string | undefined {
  return /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(req.headers.authorization ?? '')?.[1];
}
