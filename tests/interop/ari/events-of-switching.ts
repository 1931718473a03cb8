import type { Message } from '@tricord/http-compare';
import { DOCUMENTED_ROWS } from './documented-rows.ts';

/** The documented row of these events, which only Asterisk sends. */
export const EVENTS_OF_SWITCHING =
  DOCUMENTED_ROWS.find((row) => row.startsWith('ChannelStateChange, ')) ??
  'ChannelStateChange and other events of a switch';

/** Events of Asterisk's work as a switch: dialing, dialplan, devices. */
const TYPES: ReadonlySet<unknown> = new Set([
  'Dial',
  'ChannelDialplan',
  'ChannelStateChange',
  'ChannelConnectedLine',
  'DeviceStateChanged',
]);

/** Channel variables that Asterisk sets itself. */
const VARIABLES: ReadonlySet<unknown> = new Set(['STASISSTATUS', 'BRIDGEPEER', 'BRIDGEPVTCALLID']);

/** Whether only a switch sends this event. */
export function isOfSwitching({ type, variable }: Message): boolean {
  return TYPES.has(type) || (type === 'ChannelVarset' && VARIABLES.has(variable));
}
