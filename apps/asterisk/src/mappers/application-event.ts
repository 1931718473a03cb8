import type { AriEventBody } from './event.ts';
import { toTimestamp } from './timestamp.ts';

export type ApplicationEventType =
  | 'ApplicationRegistered'
  | 'ApplicationReplaced'
  | 'ApplicationUnregistered';

/** What a client is told of an application that it listens to. */
export function toApplicationEvent(
  type: ApplicationEventType,
  at: number,
  systemId: string,
): AriEventBody {
  return { type, timestamp: toTimestamp(at), asterisk_id: systemId };
}
