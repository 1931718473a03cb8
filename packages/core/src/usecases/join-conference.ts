import { TricordError } from '../errors.ts';
import { applyDescription, type Session } from '../session.ts';
import { type MembershipDeps, moveBetweenConferences } from './conference-membership.ts';
import { findLiveConference } from './find-conference.ts';
import { findLiveSession } from './find-session.ts';

/**
 * Has a live session join a live conference; it leaves any other one. Joining twice changes nothing.
 * @param conferenceId as for {@link findConference}.
 * @param sessionId as for {@link findSession}.
 * @throws TricordError `conference-not-found`; `session-not-found`; `session-not-live`.
 */
export async function joinConference(
  deps: MembershipDeps,
  accountId: string,
  conferenceId: string,
  sessionId: string,
): Promise<Session> {
  const conference = await findLiveConference(deps, accountId, conferenceId);
  return changeMembership(deps, accountId, sessionId, (session) =>
    session.call.conference?.id === conference.id ? undefined : conference.name,
  );
}

/**
 * Has a session leave a live conference; its call goes on.
 * @param conferenceId as for {@link findConference}.
 * @param sessionId as for {@link findSession}.
 * @throws TricordError `conference-not-found`; `session-not-found`; `session-not-live`;
 *   `session-not-in-conference`.
 */
export async function leaveConference(
  deps: MembershipDeps,
  accountId: string,
  conferenceId: string,
  sessionId: string,
): Promise<Session> {
  const conference = await findLiveConference(deps, accountId, conferenceId);
  return changeMembership(deps, accountId, sessionId, (session) => {
    if (session.call.conference?.id === conference.id) return null;
    throw new TricordError(
      'session-not-in-conference',
      `Session ${session.id} is not in conference ${conference.name}`,
    );
  });
}

/** @param decide the conference that the session joins; null: none; undefined: no change. */
async function changeMembership(
  deps: MembershipDeps,
  accountId: string,
  sessionId: string,
  decide: (session: Session) => string | null | undefined,
): Promise<Session> {
  const { catalog, clock, events } = deps;
  let before = await findLiveSession(deps, accountId, sessionId);
  const at = clock.now();
  const session = await catalog.sessions.update(accountId, before.id, (known) => {
    before = known;
    if (known.state !== 'live') {
      throw new TricordError('session-not-live', `Session ${known.id} is ${known.state}`);
    }
    const conferenceId = decide(known);
    return conferenceId === undefined ? known : applyDescription(known, { conferenceId }, at);
  });
  if (session === undefined || session === before) return before;
  events.publish({ type: 'session.updated', at, accountId, session });
  await moveBetweenConferences(deps, before, session);
  return session;
}
