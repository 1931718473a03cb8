import type { Current } from '@tricord/core';
import type { AllowedOrigins } from '@tricord/http-kit';
import type { Request, RequestHandler, Response } from 'express';

/**
 * Allows pages of the origins of any account to read responses, with credentials. Once the account is known, those of
 * others are to be excluded.
 */
export function cors(current: Current<AllowedOrigins>): RequestHandler {
  return (req, res, next) => {
    const allowed = current.value;
    const { origin } = req.headers;
    if (!allowed.none) res.vary('Origin');
    if (origin !== undefined && allowed.bySome(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    next();
  };
}

/**
 * Adds the headers for a preflight request (Fetch Standard, 4.8) from an allowed origin, if the
 * requested method exists.
 */
export function answerPreflight(req: Request, res: Response, methods: readonly string[]): void {
  const asked = req.get('access-control-request-method') ?? '';
  if (!methods.includes(asked) || !res.hasHeader('Access-Control-Allow-Origin')) return;
  res.setHeader('Access-Control-Allow-Methods', methods.join(','));
  const headers = req.headers['access-control-request-headers'];
  if (headers !== undefined) res.setHeader('Access-Control-Allow-Headers', headers);
}
