import type { Party, Session } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toTimestamp } from './timestamp.ts';

export type Channel = components['schemas']['Channel'];

/** Asterisk's channel technology for each source, by its name. */
export const TECHNOLOGIES: ReadonlyMap<string, string> = new Map([
  ['audiosocket', 'AudioSocket'],
  ['asterisk-websocket', 'WebSocket'],
  ['media-streams', 'MediaStreams'],
  ['simulated', 'Simulated'],
]);

/** The channel id of a session: the PBX's own id, if any. */
export function channelIdOf(session: Session): string {
  return session.call.externalId ?? session.id;
}

/** Maps a session to a channel; `application` is the one that it is in, if any. */
export function toChannel(session: Session, application: string | undefined): Channel {
  const { call, source = '' } = session;
  const connected = callerId(call.local, call.line.directoryNumber);
  return {
    id: channelIdOf(session),
    name: `${TECHNOLOGIES.get(source) ?? 'Tricord'}/${session.id}`,
    state: session.state === 'expected' ? 'Down' : 'Up',
    protocol_id: '',
    caller: callerId(call.remote),
    connected,
    accountcode: '',
    dialplan: {
      context: 'default',
      exten: connected.number === '' ? 's' : connected.number,
      priority: 1,
      app_name: application === undefined ? '' : 'Stasis',
      app_data: application ?? '',
    },
    creationtime: toTimestamp(session.startedAt ?? session.createdAt),
    language: 'en',
  };
}

function callerId(party: Party, fallbackNumber = ''): components['schemas']['CallerID'] {
  const name = [party.firstName, party.lastName].filter((part) => part).join(' ');
  return { name, number: party.phoneNumber ?? fallbackNumber };
}
