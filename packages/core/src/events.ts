import type { Conference } from './conference.ts';
import type { Recording } from './recording.ts';
import type { Session } from './session.ts';

export type RecordingEventType =
  | 'recording.queued'
  | 'recording.started'
  | 'recording.paused'
  | 'recording.resumed'
  | 'recording.muted'
  | 'recording.unmuted'
  | 'recording.preserved'
  | 'recording.released'
  /** Somebody changed its name, note or tags. */
  | 'recording.updated'
  | 'recording.finishing'
  /** The audio is in the media store and can be fetched. */
  | 'recording.finished'
  | 'recording.failed'
  | 'recording.canceled'
  | 'recording.copied'
  | 'recording.deleted';

export type SessionEventType =
  | 'session.started'
  /** It had ended, and its audio arrives again over another stream. */
  | 'session.resumed'
  | 'session.updated'
  | 'session.ended';

export type ConferenceEventType = 'conference.created' | 'conference.ended';

export type MembershipEventType = 'conference.joined' | 'conference.left';

/** Something that happened to a recording; `recording` is its state right after. */
export interface RecordingEvent {
  readonly type: RecordingEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly recording: Recording;
}

/** Something that happened to a session; `session` is its state right after. */
export interface SessionEvent {
  readonly type: SessionEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly session: Session;
}

/** A party of a live session pressed a key. */
export interface DtmfEvent {
  readonly type: 'session.dtmf';
  /** Epoch milliseconds, when the key was up again. */
  readonly at: number;
  readonly accountId: string;
  readonly session: Session;
  /** One of `0-9*#A-D`. */
  readonly digit: string;
}

/**
 * A conference was created (or revived, under the same id), or ended; `conference` is its state right after. All
 * members join after its creation and leave before its end.
 */
export interface ConferenceEvent {
  readonly type: ConferenceEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly conference: Conference;
}

/** A live session joined or left a conference; both are as they were right after. */
export interface MembershipEvent {
  readonly type: MembershipEventType;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly conference: Conference;
  readonly session: Session;
}

export type TricordEvent =
  | RecordingEvent
  | SessionEvent
  | DtmfEvent
  | ConferenceEvent
  | MembershipEvent;

/**
 * Events that receivers are notified about: the catalog keeps them in its journal, so that a crash does not lose them. The others (queued, muted, preserved, finishing) are transient.
 */
export const JOURNALED_EVENTS = [
  'recording.started',
  'recording.paused',
  'recording.resumed',
  'recording.finished',
  'recording.failed',
  'recording.canceled',
  'recording.copied',
  'recording.updated',
  'recording.deleted',
] as const satisfies readonly RecordingEventType[];

export type JournaledEventType = (typeof JOURNALED_EVENTS)[number];

/** Whether the catalog keeps events of this type. */
export function isJournaled(type: RecordingEventType): type is JournaledEventType {
  return (JOURNALED_EVENTS as readonly RecordingEventType[]).includes(type);
}

/** Narrows an event to one about a recording. */
export function isRecordingEvent(event: TricordEvent): event is RecordingEvent {
  return 'recording' in event;
}

/** Narrows an event to one about a conference or its members. */
export function isConferenceEvent(event: TricordEvent): event is ConferenceEvent | MembershipEvent {
  return 'conference' in event;
}
