import { basicCredentials, HttpError } from '@tricord/http-kit';
import type { Request, RequestHandler, Response } from 'express';
import { type Endpoint, endpointOf, hasBody } from '../dispatch/endpoint.ts';
import type { Caller, Callers, Level } from './callers.ts';

/** The level that an endpoint asks for; a start without a body needs none, see {@link requiredLevel}. */
const LEVELS: Readonly<Record<Endpoint, Level>> = {
  'list-live': 10,
  start: 10,
  'stop-on-line': 10,
  'stop-by-id': 10,
  'stop-own': 1,
  pause: 10,
  list: 2,
  upload: 10,
  recording: 2,
  media: 2,
};

/**
 * Lets users in, each as far as the level goes. Comes before anything looks at the request's
 * parameters or body, so that neither errors nor answers tell somebody without the right what there is.
 */
export function authorize(callers: Callers): RequestHandler {
  return async (req, res, next) => {
    const credentials = basicCredentials(req);
    const caller = credentials && (await callers.verify(credentials));
    if (caller === undefined) throw new HttpError({ kind: 'unauthenticated' });
    if (caller.level < requiredLevel(req)) throw new HttpError({ kind: 'forbidden' });
    res.locals.caller = caller;
    next();
  };
}

/** The user whom {@link authorize} let in. */
export function callerOf(res: Response): Caller {
  const caller: Caller | undefined = res.locals.caller;
  if (caller === undefined) throw new HttpError({ kind: 'unauthenticated' });
  return caller;
}

function requiredLevel(req: Request): Level {
  const endpoint = endpointOf(req);
  if (endpoint === undefined) return 1;
  return endpoint === 'start' && !hasBody(req) ? 1 : LEVELS[endpoint];
}
