import type { IncomingMessage } from 'node:http';
import type { Authorize } from '@tricord/capture';
import {
  basicCredentials,
  bearerToken,
  CredentialVerifier,
  type LoginGuard,
} from '@tricord/http-kit';

interface Secrets {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
}

/** What logs and metrics call logins of the sources. */
const SOURCES = 'sources';

/**
 * Whether a token is this one.
 * @throws HttpError `too-many-logins`.
 */
export type TokenCheck = (given: string, address?: string) => Promise<boolean>;

/** Makes the check of a token, whose wrong logins the guard throttles. */
export function tokenCheck(token: string, guard?: LoginGuard): TokenCheck {
  const credentials = [{ username: '', secret: token, principal: true }];
  const verifier = new CredentialVerifier(credentials, { api: SOURCES, guard });
  return async (given, address) => (await verifier.verify('', given, address)) === true;
}

/** Accepts requests with `Authorization: Bearer …` and a valid token. */
export function bearerAccess(isRight: TokenCheck): Authorize {
  return async (req, address) => {
    const given = bearerToken(req);
    return given !== undefined && isRight(given, address);
  };
}

/** Accepts requests that one of the checks accepts. */
export function anyAccess(checks: readonly Authorize[]): Authorize {
  return async (req, address) => {
    for (const check of checks) if (await check(req, address)) return true;
    return false;
  };
}

/**
 * Accepts requests with the user and password by HTTP Basic, or the token as `?token=…`. If neither
 * is configured, returns undefined: access is not restricted.
 */
export function basicOrTokenAccess(
  { username, password, token }: Secrets,
  guard?: LoginGuard,
): Authorize | undefined {
  const checks: Authorize[] = [];
  if (username !== undefined && password !== undefined) {
    const credentials = [{ username, secret: password, principal: true }];
    const verifier = new CredentialVerifier(credentials, { api: SOURCES, guard });
    checks.push(async (req, address) => {
      const given = basicCredentials(req);
      if (given === undefined) return false;
      return (await verifier.verify(given.username, given.password, address)) === true;
    });
  }
  if (token !== undefined) {
    const isRight = tokenCheck(token, guard);
    checks.push(async (req, address) => {
      const given = tokenOf(req);
      return given !== undefined && isRight(given, address);
    });
  }
  return checks.length === 0 ? undefined : anyAccess(checks);
}

function tokenOf(req: IncomingMessage): string | undefined {
  const query = (req.url ?? '').split('?')[1] ?? '';
  return new URLSearchParams(query).get('token') ?? undefined;
}
