import {
  type Conference,
  type ConferenceRef,
  endConferenceAt,
  newConference,
} from '../conference.ts';
import { isTricordError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';
import { stopConferenceRecordings } from './stop-conference-recordings.ts';

/** The dependencies of conference membership. */
export type MembershipDeps = Pick<CoreDeps, 'catalog' | 'recorder' | 'events' | 'clock'>;

/**
 * Call after a live session has joined, in the catalog, the conference that it names. Creates the conference if it
 * does not exist, or revives it if it has ended.
 */
export async function conferenceJoined(deps: MembershipDeps, session: Session): Promise<void> {
  const { accountId, call } = session;
  if (call.conference === undefined) return;
  const { conference, created } = await ensureLive(deps, accountId, call.conference);
  const at = deps.clock.now();
  if (created) deps.events.publish({ type: 'conference.created', at, accountId, conference });
  deps.events.publish({ type: 'conference.joined', at, accountId, conference, session });
}

/**
 * Call after a session has left a conference in the catalog. The last one to leave ends a conference that was not
 * created explicitly. Its recordings settle first, so that `conference.ended` is the last event.
 */
export async function conferenceLeft(
  deps: MembershipDeps,
  session: Session,
  left: ConferenceRef,
): Promise<void> {
  const { accountId } = session;
  const { catalog, clock, events } = deps;
  let empty = false;
  const conference = await catalog.conferences.update(accountId, left.id, (known, members) => {
    empty = members === 0;
    return known;
  });
  if (conference === undefined) return;
  const at = clock.now();
  events.publish({ type: 'conference.left', at, accountId, conference, session });
  if (!empty || conference.created || conference.state === 'ended') return;
  await stopConferenceRecordings(deps, conference);
  await endConferenceIf(deps, conference, (known, members) => !known.created && members === 0);
}

/**
 * Ends a live conference in the catalog if `wanted` holds within that transaction, and publishes the end.
 * @param removeMembers removes sessions that joined before the end.
 */
export async function endConferenceIf(
  deps: MembershipDeps,
  { accountId, id }: Pick<Conference, 'accountId' | 'id'>,
  wanted: (known: Conference, members: number) => boolean,
  removeMembers: (ended: Conference) => Promise<void> = async () => {},
): Promise<Conference | undefined> {
  const { catalog, clock, events } = deps;
  let over = false;
  const conference = await catalog.conferences.update(accountId, id, (known, members) => {
    over = known.state === 'live' && wanted(known, members);
    return over ? endConferenceAt(known, clock.now()) : known;
  });
  if (conference === undefined || !over) return conference;
  await removeMembers(conference);
  events.publish({ type: 'conference.ended', at: clock.now(), accountId, conference });
  // A recording may have begun before the catalog had the end.
  await stopConferenceRecordings(deps, conference);
  return conference;
}

/** Publishes what a changed live session left and joined. */
export async function moveBetweenConferences(
  deps: MembershipDeps,
  before: Session,
  after: Session,
): Promise<void> {
  if (after.state !== 'live') return;
  const from = before.call.conference;
  if (from?.id === after.call.conference?.id) return;
  if (from !== undefined) await conferenceLeft(deps, after, from);
  await conferenceJoined(deps, after);
}

/** Revives a conference that has ended, or inserts a new one. */
export async function reviveOrInsert(
  { catalog }: Pick<CoreDeps, 'catalog'>,
  fresh: Conference,
  refuse: (live: Conference) => void,
): Promise<{ conference: Conference; created: boolean }> {
  const { conferences } = catalog;
  let created = false;
  const revive = () =>
    conferences.update(fresh.accountId, fresh.id, (known) => {
      created = known.state === 'ended';
      if (!created) refuse(known);
      return created ? fresh : known;
    });
  const known = await revive();
  if (known !== undefined) return { conference: known, created };
  try {
    await conferences.insert(fresh);
    return { conference: fresh, created: true };
  } catch (error) {
    // A concurrent call inserted it.
    const arrived = isTricordError(error, 'invalid-argument') ? await revive() : undefined;
    if (arrived === undefined) throw error;
    return { conference: arrived, created };
  }
}

function ensureLive(
  deps: MembershipDeps,
  accountId: string,
  ref: ConferenceRef,
): Promise<{ conference: Conference; created: boolean }> {
  const fresh = newConference(ref, accountId, { created: false }, deps.clock.now());
  return reviveOrInsert(deps, fresh, () => {});
}
