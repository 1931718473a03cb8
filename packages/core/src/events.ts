import type { Recording } from './recording.ts';
import type { Session } from './session.ts';

export type RecordingEventType =
  | 'recording.queued'
  | 'recording.started'
  | 'recording.paused'
  | 'recording.resumed'
  | 'recording.muted'
  | 'recording.unmuted'
  | 'recording.finishing'
  /** The audio is in the media store and can be fetched. */
  | 'recording.finished'
  | 'recording.failed'
  | 'recording.canceled'
  | 'recording.copied'
  | 'recording.deleted';

export type SessionEventType = 'session.started' | 'session.updated' | 'session.ended';

/** Something that happened to a recording; `recording` is what it was right after. */
export interface RecordingEvent {
  readonly type: RecordingEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly recording: Recording;
}

/** Something that happened to a session; `session` is what it was right after. */
export interface SessionEvent {
  readonly type: SessionEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly session: Session;
}

export type TricordEvent = RecordingEvent | SessionEvent;

/** Narrows an event to one about a recording. */
export function isRecordingEvent(event: TricordEvent): event is RecordingEvent {
  return 'recording' in event;
}
