import { type Conference, conferenceRefFor, newConference } from '../conference.ts';
import { TricordError } from '../errors.ts';
import { reviveOrInsert } from './conference-membership.ts';
import type { CoreDeps } from './deps.ts';

export interface CreateConferenceInput {
  /** Any text; a UUID is taken as its id. Undefined: a new UUID. */
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Creates a conference without members, which lives until {@link endConference}. A conference of that name that has
 * ended is created anew.
 * @throws TricordError `conference-exists` when one of that name is live.
 */
export async function createConference(
  deps: Pick<CoreDeps, 'catalog' | 'events' | 'clock' | 'ids'>,
  accountId: string,
  { name = deps.ids.uuid(), metadata = {} }: CreateConferenceInput = {},
): Promise<Conference> {
  const at = deps.clock.now();
  const ref = conferenceRefFor(accountId, name);
  const fresh = newConference(ref, accountId, { created: true, metadata }, at);
  const { conference } = await reviveOrInsert(deps, fresh, () => {
    throw new TricordError('conference-exists', `A conference ${name} exists already`);
  });
  deps.events.publish({ type: 'conference.created', at, accountId, conference });
  return conference;
}
