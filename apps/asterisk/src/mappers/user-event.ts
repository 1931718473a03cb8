import type { Bridge } from './bridge.ts';
import type { Channel } from './channel.ts';
import type { AriEventBody } from './event.ts';
import { toTimestamp } from './timestamp.ts';

/** The objects of a user event. */
export interface UserEventSources {
  readonly channel?: Channel;
  readonly bridge?: Bridge;
}

/** A user event. */
export function toUserEvent({
  name,
  variables,
  sources,
  at,
  systemId,
}: {
  readonly name: string;
  readonly variables: object;
  readonly sources: UserEventSources;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly systemId: string;
}): AriEventBody {
  return {
    type: 'ChannelUserevent',
    timestamp: toTimestamp(at),
    eventname: name,
    userevent: { ...variables, eventname: name },
    ...sources,
    asterisk_id: systemId,
  };
}
