import type { Message } from '@tricord/http-compare';
import { DOCUMENTED_ROWS } from './documented-rows.ts';

/** The row of the table of differences that names these events, which only Asterisk sends. */
export const EVENTS_OF_SWITCHING =
  DOCUMENTED_ROWS.find((row) => row.startsWith('ChannelStateChange, ')) ??
  'ChannelStateChange and other events of a switch';

/** Of what Asterisk does as a switch: it dials, goes through its dialplan, and watches devices. */
const TYPES: ReadonlySet<unknown> = new Set([
  'Dial',
  'ChannelDialplan',
  'ChannelStateChange',
  'ChannelConnectedLine',
  'DeviceStateChanged',
]);

/** Variables that Asterisk sets on its own. */
const VARIABLES: ReadonlySet<unknown> = new Set(['STASISSTATUS', 'BRIDGEPEER', 'BRIDGEPVTCALLID']);

/** Whether an event is one that only a switch has to tell. */
export function isOfSwitching({ type, variable }: Message): boolean {
  return TYPES.has(type) || (type === 'ChannelVarset' && VARIABLES.has(variable));
}
