import { TricordError } from '../errors.ts';
import type { Session } from '../session.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

/**
 * Finds a session by its id (a UUID in any case) or the PBX's own id.
 * @throws TricordError `session-not-found`, also for one of another account.
 */
export async function findSession(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  id: string,
): Promise<Session> {
  const uuid = parseUuid(id);
  const session =
    (uuid === undefined ? undefined : await deps.catalog.sessions.get(accountId, uuid)) ??
    (await deps.catalog.sessions.findByExternalId(accountId, id));
  if (session === undefined) throw new TricordError('session-not-found', `No session ${id}`);
  return session;
}

/**
 * As {@link findSession}, for a session whose audio is arriving now.
 * @throws TricordError `session-not-live` when it has not begun or is over.
 */
export async function findLiveSession(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  id: string,
): Promise<Session> {
  const session = await findSession(deps, accountId, id);
  if (session.state !== 'live') {
    throw new TricordError('session-not-live', `Session ${id} is ${session.state}`, {
      details: { state: session.state },
    });
  }
  return session;
}
