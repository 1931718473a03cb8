import type { components } from '../generated/api.ts';
import type { Channel } from './channel.ts';
import { hangupCauseText } from './hangup-cause.ts';
import type { LiveRecording } from './live-recording.ts';
import { toTimestamp } from './timestamp.ts';

type Schemas = components['schemas'];

/** ARI's channel events. */
export type ChannelEvent =
  | Schemas['StasisStart']
  | Schemas['StasisEnd']
  | Schemas['ChannelCreated']
  | Schemas['ChannelDestroyed']
  | Schemas['ChannelHangupRequest']
  | Schemas['ChannelVarset']
  | Schemas['ChannelCallerId']
  | Schemas['ChannelDtmfReceived']
  | Schemas['RecordingFailed'];

/** Channel events without sender and recipient. */
export type ChannelNews = WithoutAddress<ChannelEvent>;
export type WithoutAddress<Event> = Event extends unknown
  ? Omit<Event, 'application' | 'asterisk_id'>
  : never;

/** The cause in Asterisk's event for a requested hang-up, whatever cause the request has. */
const REQUESTED = 32;

/** The duration that Asterisk reports for a digit whose start it did not receive (AST_DEFAULT_EMULATE_DTMF_DURATION). */
const KEY_MS = 100;

export function channelCreated(at: number, channel: Channel): ChannelNews {
  return { type: 'ChannelCreated', timestamp: toTimestamp(at), channel };
}

/** @param cause an ITU-T Q.850 cause. */
export function channelDestroyed(at: number, channel: Channel, cause: number): ChannelNews {
  const cause_txt = hangupCauseText(cause);
  return { type: 'ChannelDestroyed', timestamp: toTimestamp(at), cause, cause_txt, channel };
}

export function channelHangupRequest(at: number, channel: Channel): ChannelNews {
  const timestamp = toTimestamp(at);
  return { type: 'ChannelHangupRequest', timestamp, cause: REQUESTED, soft: true, channel };
}

export function channelVarset(
  at: number,
  channel: Channel,
  variable: string,
  value: string,
): ChannelNews {
  return { type: 'ChannelVarset', timestamp: toTimestamp(at), variable, value, channel };
}

export function channelCallerId(at: number, channel: Channel): ChannelNews {
  return {
    type: 'ChannelCallerId',
    timestamp: toTimestamp(at),
    caller_presentation: 0,
    caller_presentation_txt: 'Presentation Allowed, Not Screened',
    channel,
  };
}

export function channelDtmfReceived(at: number, channel: Channel, digit: string): ChannelNews {
  const timestamp = toTimestamp(at);
  return { type: 'ChannelDtmfReceived', timestamp, digit, duration_ms: KEY_MS, channel };
}

export function stasisStart(at: number, channel: Channel): ChannelNews {
  return { type: 'StasisStart', timestamp: toTimestamp(at), args: [], channel };
}

export function stasisEnd(at: number, channel: Channel): ChannelNews {
  return { type: 'StasisEnd', timestamp: toTimestamp(at), channel };
}

/** The failure of a recording that never began because its channel is in a bridge. */
export function recordingFailed(at: number, recording: LiveRecording): ChannelNews {
  const cause = 'Cannot record channel while in bridge';
  const timestamp = toTimestamp(at);
  return {
    type: 'RecordingFailed',
    timestamp,
    recording: { ...recording, state: 'failed', cause },
  };
}
