import {
  isConferenceEvent,
  isRecordingEvent,
  isVisibleTo,
  type Reader,
  type TricordEvent,
} from '@tricord/core';
import type { components, operations } from '../generated/api.ts';
import { toWireConference } from './conference.ts';
import { toWireRecording } from './recording.ts';
import { toWireSession } from './session.ts';
import { toWireTime } from './time.ts';

type Wire = components['schemas']['Event'];
type EventQuery = NonNullable<operations['followEvents']['parameters']['query']>;

/** Which events; all given fields must match. */
export interface EventFilter {
  readonly types?: ReadonlySet<string>;
  readonly recordingId?: string;
  /** The session's own events, and those of its recordings. */
  readonly sessionId?: string;
  /** Only events of recordings and sessions that this person may see. */
  readonly visibleTo?: Reader;
}

/** Maps an event to this API; undefined for those that it does not show: the keys that parties press. */
export function toWireEvent(event: TricordEvent): Wire | undefined {
  if (event.type === 'session.dtmf') return undefined;
  return { type: event.type, timestamp: toWireTime(event.at), data: dataOf(event) };
}

export function toEventFilter({ type, recordingId, sessionId }: EventQuery): EventFilter {
  return {
    ...(type === undefined ? {} : { types: new Set(type) }),
    ...(recordingId === undefined ? {} : { recordingId: recordingId.toLowerCase() }),
    ...(sessionId === undefined ? {} : { sessionId: sessionId.toLowerCase() }),
  };
}

/** Whether an event of the account matches the filter. */
export function eventFits(event: TricordEvent, filter: EventFilter): boolean {
  const { types, recordingId, sessionId, visibleTo } = filter;
  return (
    (types === undefined || types.has(event.type)) &&
    (recordingId === undefined ||
      (isRecordingEvent(event) && event.recording.id === recordingId)) &&
    (sessionId === undefined || sessionOf(event) === sessionId) &&
    (visibleTo === undefined || isEventVisibleTo(event, visibleTo))
  );
}

/** What happens to conferences concerns people of any group. */
function isEventVisibleTo(event: TricordEvent, reader: Reader): boolean {
  if (isConferenceEvent(event)) return false;
  const { call } = isRecordingEvent(event) ? event.recording : event.session;
  return isVisibleTo(call, reader);
}

function dataOf(event: Exclude<TricordEvent, { type: 'session.dtmf' }>): Wire['data'] {
  if (isRecordingEvent(event)) return toWireRecording(event.recording, event.at);
  return 'session' in event ? toWireSession(event.session) : toWireConference(event.conference);
}

function sessionOf(event: TricordEvent): string | undefined {
  if (!isRecordingEvent(event)) {
    return isConferenceEvent(event) && !('session' in event) ? undefined : event.session.id;
  }
  const { target } = event.recording;
  return target.kind === 'session' ? target.sessionId : undefined;
}
