import { type CoreDeps, findConference, findSession, isTricordError } from '@tricord/core';
import { channelIdOf } from '../mappers/channel.ts';
import { EVERYTHING, type EventSource, everyOf, type SourceKind } from './event-source.ts';

/**
 * The source of this kind and id, or undefined when it does not exist. There are no endpoints here, and every device
 * has a state, as in Asterisk.
 */
export async function findEventSource(
  core: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  { kind, id }: { kind: SourceKind; id: string },
): Promise<EventSource | undefined> {
  if (id === EVERYTHING) return everyOf(kind);
  switch (kind) {
    case 'channel': {
      const session = await found(findSession(core, accountId, id));
      if (session === undefined || session.state === 'ended') return undefined;
      return { kind, id: session.id, shownId: channelIdOf(session) };
    }
    case 'bridge': {
      const conference = await found(findConference(core, accountId, id));
      if (conference === undefined || conference.state === 'ended') return undefined;
      return { kind, id: conference.id, shownId: conference.name };
    }
    case 'endpoint':
      return undefined;
    case 'deviceState':
      return { kind, id, shownId: id };
  }
}

async function found<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (
      isTricordError(error, 'session-not-found') ||
      isTricordError(error, 'conference-not-found')
    ) {
      return undefined;
    }
    throw error;
  }
}
