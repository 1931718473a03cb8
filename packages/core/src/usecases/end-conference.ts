import { type Conference, conferenceNotFound } from '../conference.ts';
import { applyDescription } from '../session.ts';
import { conferenceMembers } from './conference-members.ts';
import { conferenceLeft, endConferenceIf, type MembershipDeps } from './conference-membership.ts';
import { findLiveConference } from './find-conference.ts';
import { stopConferenceRecordings } from './stop-conference-recordings.ts';

/**
 * Ends a conference: its members leave it (their calls go on), and its recordings stop. The conference ends once
 * their audio can be fetched, or after five seconds.
 * @param idOrName as for {@link findLiveConference}.
 * @throws TricordError `conference-not-found`, also when it has ended.
 */
export async function endConference(
  deps: MembershipDeps,
  accountId: string,
  idOrName: string,
): Promise<Conference> {
  const live = await findLiveConference(deps, accountId, idOrName);
  await removeMembers(deps, live);
  await stopConferenceRecordings(deps, live);
  const ended = await endConferenceIf(
    deps,
    live,
    () => true,
    (conference) => removeMembers(deps, conference),
  );
  if (ended === undefined) throw conferenceNotFound(idOrName);
  return ended;
}

async function removeMembers(
  deps: MembershipDeps,
  { accountId, id, name }: Conference,
): Promise<void> {
  const { catalog, clock, events } = deps;
  for (const member of await conferenceMembers(deps, accountId, id)) {
    const at = clock.now();
    let removed = false;
    const session = await catalog.sessions.update(accountId, member.id, (known) => {
      // It may have joined another conference, or hung up, in the meantime.
      removed = known.state === 'live' && known.call.conference?.id === id;
      return removed ? applyDescription(known, { conferenceId: null }, at) : known;
    });
    if (session === undefined || !removed) continue;
    events.publish({ type: 'session.updated', at, accountId, session });
    await conferenceLeft(deps, session, { id, name });
  }
}
