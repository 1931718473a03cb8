import { isRecordingEvent, isSessionEvent, type RecordingEvent, type TricordEvent } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toChannel } from './channel.ts';
import { toLiveRecording } from './live-recording.ts';
import { toTimestamp } from './timestamp.ts';

type Schemas = components['schemas'];

/** Everything that is sent to an application. */
export type AriEvent =
  | Schemas['StasisStart']
  | Schemas['StasisEnd']
  | Schemas['RecordingStarted']
  | Schemas['RecordingFinished']
  | Schemas['RecordingFailed']
  | Schemas['ApplicationReplaced'];

/** Whose event it is. */
export interface EventContext {
  /** The application that gets it. */
  readonly application: string;
  /** Identity of this system: `asterisk_id`. */
  readonly systemId: string;
}

/** An event as ARI sends it to the application, or undefined when ARI has nothing to say of it. */
export function toAriEvent(event: TricordEvent, context: EventContext): AriEvent | undefined {
  if (isRecordingEvent(event)) return toRecordingEvent(event, context);
  if (!isSessionEvent(event)) return undefined;
  const { application, systemId } = context;
  const timestamp = toTimestamp(event.at);
  const channel = () => toChannel(event.session, application);
  switch (event.type) {
    case 'session.started':
      return {
        type: 'StasisStart',
        timestamp,
        args: [],
        channel: channel(),
        asterisk_id: systemId,
        application,
      };
    case 'session.ended':
      return {
        type: 'StasisEnd',
        timestamp,
        channel: channel(),
        asterisk_id: systemId,
        application,
      };
    default:
      return undefined;
  }
}

/** What the older of two WebSockets is told when the newer takes over its application. */
export function applicationReplaced(at: number, context: EventContext): AriEvent {
  return {
    type: 'ApplicationReplaced',
    timestamp: toTimestamp(at),
    asterisk_id: context.systemId,
    application: context.application,
  };
}

function toRecordingEvent(event: RecordingEvent, context: EventContext): AriEvent | undefined {
  const { application, systemId } = context;
  const rest = (recording: Schemas['LiveRecording']) => ({
    timestamp: toTimestamp(event.at),
    recording,
    asterisk_id: systemId,
    application,
  });
  const recording = toLiveRecording(event.recording);
  switch (event.type) {
    case 'recording.started':
      return { type: 'RecordingStarted', ...rest(recording) };
    case 'recording.finished':
    case 'recording.canceled':
      // Asterisk says `done` of a discarded recording as well.
      return { type: 'RecordingFinished', ...rest({ ...recording, state: 'done' }) };
    case 'recording.failed':
      return { type: 'RecordingFailed', ...rest(recording) };
    default:
      return undefined;
  }
}
