import type { AriEventBody } from './event.ts';
import { toTimestamp } from './timestamp.ts';

export type ApplicationEventType =
  | 'ApplicationRegistered'
  | 'ApplicationReplaced'
  | 'ApplicationUnregistered';

/** Events about a client's own application. */
export function toApplicationEvent(
  type: ApplicationEventType,
  at: number,
  systemId: string,
): AriEventBody {
  return { type, timestamp: toTimestamp(at), asterisk_id: systemId };
}
