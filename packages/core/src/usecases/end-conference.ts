import { type Conference, conferenceNotFound, endConferenceNow } from '../conference.ts';
import { describeSession } from '../session.ts';
import { conferenceMembers } from './conference-members.ts';
import { exitConference, type MembershipDeps } from './conference-membership.ts';
import { findConference } from './find-conference.ts';
import { stopConferenceRecordings } from './stop-conference-recordings.ts';

/**
 * Ends a conference: its members leave it (their calls go on), and its recordings end and are kept. Resolves once they
 * can be fetched, but after five seconds in any case.
 * @param idOrName as for {@link findConference}.
 * @throws TricordError `conference-not-found`, also when it is over.
 */
export async function endConference(
  deps: MembershipDeps,
  accountId: string,
  idOrName: string,
): Promise<Conference> {
  const { catalog, clock, events } = deps;
  const { id } = await findConference(deps, accountId, idOrName);
  const conference = await catalog.conferences.update(accountId, id, (known) =>
    endConferenceNow(known, clock.now()),
  );
  if (conference === undefined) throw conferenceNotFound(idOrName);
  await dismissMembers(deps, conference);
  await stopConferenceRecordings(deps, conference);
  events.publish({ type: 'conference.ended', at: clock.now(), accountId, conference });
  return conference;
}

async function dismissMembers(
  deps: MembershipDeps,
  { accountId, id, name }: Conference,
): Promise<void> {
  const { catalog, clock, events } = deps;
  for (const member of await conferenceMembers(deps, accountId, id)) {
    const at = clock.now();
    let dismissed = false;
    const session = await catalog.sessions.update(accountId, member.id, (known) => {
      // It may have moved to another conference, or hung up, in between.
      dismissed = known.state === 'live' && known.call.conference?.id === id;
      return dismissed ? describeSession(known, { conferenceId: null }, at) : known;
    });
    if (session === undefined || !dismissed) continue;
    events.publish({ type: 'session.updated', at, accountId, session });
    await exitConference(deps, session, { id, name });
  }
}
