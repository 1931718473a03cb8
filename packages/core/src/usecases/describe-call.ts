import { isTricordError, TricordError } from '../errors.ts';
import { type CallDescription, describeSession, expectSession, type Session } from '../session.ts';
import { completeDescription } from './complete-description.ts';
import type { CoreDeps } from './deps.ts';

/**
 * Says whose call a session is, before or while its audio arrives; a session that nobody knows yet
 * is expected from then on. Recordings of the session that are live take over what is said.
 * @throws TricordError `session-not-found` when the id belongs to another account.
 */
export async function describeCall(
  deps: Pick<CoreDeps, 'catalog' | 'directory' | 'events' | 'clock'>,
  accountId: string,
  id: string,
  given: CallDescription,
): Promise<{ session: Session; created: boolean }> {
  const { sessions } = deps.catalog;
  const now = deps.clock.now();
  const description = await completeDescription(deps.directory, accountId, given);
  const update = () => sessions.update(accountId, id, (s) => describeSession(s, description, now));

  const known = await update();
  if (known !== undefined) {
    deps.events.publish({ type: 'session.updated', at: now, accountId, session: known });
    return { session: known, created: false };
  }
  const session = expectSession(id, accountId, description, now);
  try {
    await sessions.insert(session);
    return { session, created: true };
  } catch (error) {
    if (!isTricordError(error, 'invalid-argument')) throw error;
  }
  // Someone else inserted the id in between: either its audio has just arrived, or it is not ours.
  const arrived = await update();
  if (arrived === undefined) throw new TricordError('session-not-found', `No session ${id}`);
  deps.events.publish({ type: 'session.updated', at: now, accountId, session: arrived });
  return { session: arrived, created: false };
}
