import {
  basicCredentials,
  type DirectoryLogins,
  HttpError,
  type Identify,
  type Role,
} from '@tricord/http-kit';
import type { Request } from 'express';
import { type Endpoint, endpointOf, hasBody } from '../dispatch/endpoint.ts';

/** Imagicle's permission levels: Record Only, Base Access, Complete Management. */
type Level = 1 | 2 | 10;

const LEVELS: Readonly<Partial<Record<Role, Level>>> = { recorder: 1, reader: 2, manager: 10 };

/** The level that an endpoint requires; a start without a body needs none, see {@link requiredLevel}. */
const REQUIRED_LEVELS: Readonly<Record<Endpoint, Level>> = {
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
 * Authenticates users, and rejects what their level does not allow. Runs before the request's parameters and body
 * are parsed, so that neither errors nor responses reveal anything to users without the permission.
 */
export function authorize(users: DirectoryLogins): Identify {
  return async (req) => {
    const credentials = basicCredentials(req);
    const caller = credentials && (await users.verify(credentials, req.ip));
    if (caller !== undefined && (LEVELS[caller.role] ?? 0) < requiredLevel(req)) {
      throw new HttpError({ kind: 'forbidden' });
    }
    return caller;
  };
}

function requiredLevel(req: Request): Level {
  const endpoint = endpointOf(req);
  if (endpoint === undefined) return 1;
  return endpoint === 'start' && !hasBody(req) ? 1 : REQUIRED_LEVELS[endpoint];
}
