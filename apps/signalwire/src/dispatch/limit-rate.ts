import { principalOf, type RateLimiter } from '@tricord/http-kit';
import type { RequestHandler } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { tooManyRequests } from '../errors.ts';

/**
 * Refuses requests that come too often for their account. Those without a token, for audio that is open to
 * everybody, are counted for themselves: strangers cannot keep an account from its recordings.
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
