import type { ActingCore, CoreDeps } from '@tricord/core';
import type { RequestHandler, Response } from 'express';
import { HttpError } from './http-failure.ts';

/**
 * Puts a core into the hands of whom a request was let through as, for {@link coreOf}: what the audit log says of
 * it names the dialect, the user and the client's address. Comes after authentication.
 *
 * The address is Express' `req.ip`: the socket's, unless the server trusts the proxy that it belongs to.
 * @param via the dialect.
 * @param usernameOf the name that the request's credentials have, if they have one.
 */
export function actingCore(
  core: CoreDeps,
  via: string,
  usernameOf: (res: Response) => string | undefined = () => undefined,
): RequestHandler {
  return (req, res, next) => {
    const username = usernameOf(res);
    const acting: ActingCore = {
      ...core,
      actor: {
        ...(username === undefined ? {} : { username }),
        via,
        ...(req.ip === undefined ? {} : { address: req.ip }),
      },
    };
    res.locals.core = acting;
    next();
  };
}

/** The core in the hands of whom the request was let through as. */
export function coreOf(res: Response): ActingCore {
  const core: ActingCore | undefined = res.locals.core;
  if (core === undefined) throw new HttpError({ kind: 'unauthenticated' });
  return core;
}
