import { HttpError } from '@tricord/http-kit';
import type { RequestHandler, Response } from 'express';
import type { AriUser, Users } from './users.ts';

/** Lets known users through; read-only ones only to look. */
export function authenticate(users: Users): RequestHandler {
  return async (req, res, next) => {
    const user = await users.identify(req, req.originalUrl);
    if (user === undefined) throw new HttpError({ kind: 'unauthenticated' });
    if (user.readOnly && req.method !== 'GET' && req.method !== 'OPTIONS') {
      throw new HttpError({ kind: 'forbidden' });
    }
    res.locals.user = user;
    next();
  };
}

/** Whom the request was let through as. */
export function userOf(res: Response): AriUser {
  const user: AriUser | undefined = res.locals.user;
  if (user === undefined) throw new HttpError({ kind: 'unauthenticated' });
  return user;
}
