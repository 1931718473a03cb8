import { conferenceRefFor } from '../conference.ts';
import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';
import { listAllSessions } from './list-sessions.ts';

/**
 * The live sessions that are in a conference, oldest first; none if it does not exist.
 * @param idOrName as for {@link findConference}.
 */
export async function conferenceMembers(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  idOrName: string,
): Promise<readonly Session[]> {
  const { id } = conferenceRefFor(accountId, idOrName);
  const members = await listAllSessions(deps, { accountId, conferenceId: id, states: ['live'] });
  return members.toReversed();
}
