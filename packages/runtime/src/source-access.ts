import type { IncomingMessage } from 'node:http';
import type { Authorize } from '@tricord/capture';
import { basicCredentials, bearerToken, CredentialVerifier } from '@tricord/http-kit';

interface Secrets {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
}

/** Whether a token is this one. */
export function tokenCheck(token: string): (given: string) => Promise<boolean> {
  const verifier = new CredentialVerifier([{ username: '', secret: token, principal: true }]);
  return async (given) => (await verifier.verify('', given)) === true;
}

/** Accepts requests with `Authorization: Bearer …` and a valid token. */
export function bearerAccess(isRight: (token: string) => Promise<boolean>): Authorize {
  return async (req) => {
    const given = bearerToken(req);
    return given !== undefined && isRight(given);
  };
}

/** Accepts requests that one of the checks accepts. */
export function anyAccess(checks: readonly Authorize[]): Authorize {
  return async (req) => {
    for (const check of checks) if (await check(req)) return true;
    return false;
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
    const isRight = tokenCheck(token);
    checks.push(async (req) => {
      const given = tokenOf(req);
      return given !== undefined && isRight(given);
    });
  }
  return checks.length === 0 ? undefined : anyAccess(checks);
}

function tokenOf(req: IncomingMessage): string | undefined {
  const query = (req.url ?? '').split('?')[1] ?? '';
  return new URLSearchParams(query).get('token') ?? undefined;
}
