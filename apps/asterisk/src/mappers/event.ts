import {
  type ConferenceEvent,
  isConferenceEvent,
  isRecordingEvent,
  type MembershipEvent,
  type RecordingEvent,
  type Session,
  type TricordEvent,
} from '@tricord/core';
import type { StasisChannels } from '../applications/stasis-channels.ts';
import type { components } from '../generated/api.ts';
import { type BridgeEvent, toBridgeEvent } from './bridge-event.ts';
import { toChannel } from './channel.ts';
import {
  type ChannelEvent,
  channelCreated,
  channelDestroyed,
  channelDtmfReceived,
  stasisEnd,
  stasisStart,
} from './channel-event.ts';
import { toLiveRecording } from './live-recording.ts';
import { toTimestamp } from './timestamp.ts';

type Schemas = components['schemas'];

/** Any event that is sent to an application. */
export type AriEvent =
  | ChannelEvent
  | BridgeEvent
  | Schemas['RecordingStarted']
  | Schemas['RecordingFinished']
  | Schemas['RecordingFailed']
  | Schemas['ApplicationRegistered']
  | Schemas['ApplicationReplaced']
  | Schemas['ApplicationUnregistered']
  | Schemas['ChannelUserevent'];

/** An event without the receiving application. */
export type AriEventBody = WithoutApplication<AriEvent>;
type WithoutApplication<Event> = Event extends unknown ? Omit<Event, 'application'> : never;

/** An event and its recipients. */
export interface AriNews {
  /**
   * An application: only the one that the call has entered. `subscribers`: every application
   * that is subscribed to one of {@link topicsOf} the event, or to all. `all`: only those that are subscribed to all.
   */
  readonly to: { readonly application: string } | 'subscribers' | 'all';
  readonly body: AriEventBody;
}

/** The context for mapping an event. */
export interface EventContext {
  /** The application that a call has entered. */
  enteredBy(session: Session): string;
  /** Identity of this system: `asterisk_id`. */
  readonly systemId: string;
  /** Ids of the channels that are in a conference right after the event. */
  channelsIn(conferenceId: string): readonly string[];
  /** The state of the account's channels. */
  readonly channels: StasisChannels;
}

/** A subscription of an application, by the core's ids. */
export type Topic = `channel:${string}` | `bridge:${string}`;

/**
 * The topics of an event: an application that is subscribed to one of them receives it. Members that enter or leave a
 * bridge are reported to subscribers of the bridge, as in Asterisk.
 */
export function topicsOf(event: TricordEvent): readonly Topic[] {
  if (isConferenceEvent(event)) return [`bridge:${event.conference.id}`];
  if (!isRecordingEvent(event)) return [`channel:${event.session.id}`];
  const { target } = event.recording;
  return [
    target.kind === 'session' ? `channel:${target.sessionId}` : `bridge:${target.conferenceId}`,
  ];
}

/** Maps an event to ARI's events, in the order in which they are sent. Empty if ARI has none. */
export function toAriEvents(event: TricordEvent, context: EventContext): readonly AriNews[] {
  if (isRecordingEvent(event)) return toRecordingEvents(event, context);
  if (isConferenceEvent(event)) return toBridgeEvents(event, context);
  const { systemId: asterisk_id, channels } = context;
  const { at, session } = event;
  const application = context.enteredBy(session);
  const left = channels.hasLeft(session.id);
  const channel = () => toChannel(session, left ? undefined : application);
  switch (event.type) {
    case 'session.started':
    case 'session.resumed':
      return [
        { to: 'all', body: { ...channelCreated(at, channel()), asterisk_id } },
        { to: { application }, body: { ...stasisStart(at, channel()), asterisk_id } },
      ];
    case 'session.dtmf': {
      const received = channelDtmfReceived(at, channel(), event.digit);
      return [{ to: 'subscribers', body: { ...received, asterisk_id } }];
    }
    case 'session.ended': {
      const destroyed = channelDestroyed(at, channel(), channels.causeOf(session.id));
      const end: AriNews = {
        to: { application },
        body: { ...stasisEnd(at, channel()), asterisk_id },
      };
      return [...(left ? [] : [end]), { to: 'subscribers', body: { ...destroyed, asterisk_id } }];
    }
    default:
      return [];
  }
}

function toBridgeEvents(
  event: ConferenceEvent | MembershipEvent,
  context: EventContext,
): readonly AriNews[] {
  const { systemId: asterisk_id, channels } = context;
  const body = toBridgeEvent(event, context.channelsIn(event.conference.id), (session) =>
    toChannel(session, channels.hasLeft(session.id) ? undefined : context.enteredBy(session)),
  );
  return [{ to: 'subscribers', body: { ...body, asterisk_id } }];
}

function toRecordingEvents(event: RecordingEvent, { systemId }: EventContext): readonly AriNews[] {
  const news = (
    type: 'RecordingStarted' | 'RecordingFinished' | 'RecordingFailed',
    recording: Schemas['LiveRecording'],
  ): readonly AriNews[] => [
    {
      to: 'subscribers',
      body: { type, timestamp: toTimestamp(event.at), recording, asterisk_id: systemId },
    },
  ];
  const recording = toLiveRecording(event.recording);
  switch (event.type) {
    case 'recording.started':
      return news('RecordingStarted', recording);
    case 'recording.finished':
    case 'recording.canceled':
      // Asterisk reports a discarded recording as `done`, too.
      return news('RecordingFinished', { ...recording, state: 'done' });
    case 'recording.failed':
      return news('RecordingFailed', recording);
    default:
      return [];
  }
}
