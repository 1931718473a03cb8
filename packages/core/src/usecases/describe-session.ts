import { isTricordError, TricordError } from '../errors.ts';
import { expectSession, type Session, type SessionDescription } from '../session.ts';
import type { CompletionDeps } from './complete-description.ts';
import { type MembershipDeps, moveBetweenConferences } from './conference-membership.ts';
import { planDescription } from './plan-description.ts';

/**
 * Describes whose call a session is, before or while its audio arrives. A session that does not exist is created as
 * `expected`. Live recordings of the session take over the description; a live session joins the conference that it
 * names.
 * @throws TricordError `session-not-found` when it is removed at that moment.
 */
export async function describeSession(
  deps: MembershipDeps & CompletionDeps,
  accountId: string,
  id: string,
  given: SessionDescription,
): Promise<{ session: Session; created: boolean }> {
  const { sessions } = deps.catalog;
  const now = deps.clock.now();
  const before = await sessions.get(accountId, id);
  const describe = await planDescription(deps, accountId, given, before?.call);
  const update = () => changeDescription(deps, accountId, id, describe);

  const known = await update();
  if (known !== undefined) return { session: known, created: false };
  const session = describe(expectSession(id, accountId, {}, now), now);
  try {
    await sessions.insert(session);
    return { session, created: true };
  } catch (error) {
    if (!isTricordError(error, 'invalid-argument')) throw error;
  }
  // A concurrent insert: the audio has just arrived.
  const arrived = await update();
  if (arrived === undefined) throw new TricordError('session-not-found', `No session ${id}`);
  return { session: arrived, created: false };
}

async function changeDescription(
  deps: MembershipDeps,
  accountId: string,
  id: string,
  describe: (session: Session, now: number) => Session,
): Promise<Session | undefined> {
  const at = deps.clock.now();
  let before: Session | undefined;
  const session = await deps.catalog.sessions.update(accountId, id, (known) => {
    before = known;
    return describe(known, at);
  });
  if (session === undefined || before === undefined) return undefined;
  deps.events.publish({ type: 'session.updated', at, accountId, session });
  await moveBetweenConferences(deps, before, session);
  return session;
}
