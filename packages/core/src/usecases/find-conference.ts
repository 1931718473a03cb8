import { type Conference, conferenceNotFound, conferenceRefFor } from '../conference.ts';
import type { CoreDeps } from './deps.ts';

/**
 * The conference of that id (a UUID in any case) or name, live or ended.
 * @throws TricordError `conference-not-found`, also for one of another account.
 */
export async function findConference(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  idOrName: string,
): Promise<Conference> {
  const { id } = conferenceRefFor(accountId, idOrName);
  const conference = await deps.catalog.conferences.get(accountId, id);
  if (conference === undefined) throw conferenceNotFound(idOrName);
  return conference;
}

/** As {@link findConference}. @throws TricordError `conference-not-found` also when it has ended. */
export async function findLiveConference(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  idOrName: string,
): Promise<Conference> {
  const conference = await findConference(deps, accountId, idOrName);
  if (conference.state !== 'live') throw conferenceNotFound(idOrName);
  return conference;
}
