import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The id by which a request is known: the client's X-Request-Id when it is sane, else a new UUID. */
export function requestIdOf(req: Pick<IncomingMessage, 'headers'>): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
