import type { Scenario } from '@tricord/http-compare';
import { applications, eventFilters, everything, subscriptions } from './applications.ts';
import { apiDocs, asterisk } from './asterisk.ts';
import { bridgeRecordings, bridges, destroyedBridges, members } from './bridges.ts';
import { channels, continued, hangUps, variables } from './channels.ts';
import { bodies, browsers, credentials, dispatch, names } from './dispatch.ts';
import { handshakes, replacement, userEvents } from './events.ts';
import {
  discarding,
  keys,
  limits,
  queued,
  recordingControls,
  stoppedEarly,
} from './live-recordings.ts';
import { otherFormats, recordChecks, recordParameters } from './record-channel.ts';
import { badMessages, readOnlySocket, restOverWebSocket } from './rest-over-websocket.ts';
import { audio, copying, storedRecordings, twoFormats } from './stored-recordings.ts';

/** All scenarios that run on Asterisk and on the gateway. */
export const SCENARIOS: readonly Scenario[] = [
  ...[dispatch, names, credentials, browsers, bodies],
  ...[recordChecks, recordParameters, otherFormats],
  ...[recordingControls, discarding, queued, stoppedEarly, limits, keys],
  ...[storedRecordings, copying, twoFormats, audio],
  ...[channels, variables, continued, hangUps],
  ...[bridges, members, bridgeRecordings, destroyedBridges],
  ...[applications, subscriptions, everything],
  ...[handshakes, userEvents, replacement],
  ...[asterisk, apiDocs],
  ...[restOverWebSocket, badMessages, readOnlySocket],
  ...[eventFilters],
];
