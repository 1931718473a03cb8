import type { IncomingMessage } from 'node:http';
import type { Authorize } from '@tricord/capture';
import { basicCredentials, bearerToken, CredentialVerifier } from '@tricord/http-kit';

interface Secrets {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
}

/** Accepts requests with `Authorization: Bearer …` and this token. */
export function bearerAccess(token: string): Authorize {
  const verifier = new CredentialVerifier([{ username: '', secret: token, principal: true }]);
  return async (req) => {
    const given = bearerToken(req);
    return given !== undefined && (await verifier.verify('', given)) === true;
  };
}

/**
 * Accepts requests with the user and password by HTTP Basic, or the token as `?token=…`. If neither
 * is configured, returns undefined: access is not restricted.
 */
export function basicOrTokenAccess({ username, password, token }: Secrets): Authorize | undefined {
  const checks: Authorize[] = [];
  if (username !== undefined && password !== undefined) {
    const verifier = new CredentialVerifier([{ username, secret: password, principal: true }]);
    checks.push(async (req) => {
      const given = basicCredentials(req);
      if (given === undefined) return false;
      return (await verifier.verify(given.username, given.password)) === true;
    });
  }
  if (token !== undefined) {
    const verifier = new CredentialVerifier([{ username: '', secret: token, principal: true }]);
    checks.push(async (req) => {
      const given = tokenOf(req);
      return given !== undefined && (await verifier.verify('', given)) === true;
    });
  }
  if (checks.length === 0) return undefined;
  return async (req) => {
    for (const check of checks) if (await check(req)) return true;
    return false;
  };
}

function tokenOf(req: IncomingMessage): string | undefined {
  const query = (req.url ?? '').split('?')[1] ?? '';
  return new URLSearchParams(query).get('token') ?? undefined;
}
