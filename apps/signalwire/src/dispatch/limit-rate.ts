import { principalOf, type RateLimiter } from '@tricord/http-kit';
import type { RequestHandler } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { tooManyRequests } from '../errors.ts';

/**
 * Rejects requests over the rate limit of their account. Requests without a token, for public audio, are
 * counted separately, so that strangers cannot use up the limit of an account.
 */
export function limitRate(limiter: RateLimiter, accounts: Accounts): RequestHandler {
  return (_req, res, next) => {
    const { id, name, signalwire } = accounts.of(res);
    const key = principalOf(res).role === 'public' ? `${id} open` : id;
    const retryAfterS = limiter.refuse(name, key, signalwire.rateLimit);
    if (retryAfterS === undefined) {
      next();
      return;
    }
    const { status, headers, body } = tooManyRequests(retryAfterS);
    res.status(status).set(headers).json(body);
  };
}
