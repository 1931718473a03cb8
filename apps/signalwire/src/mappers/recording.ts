import { durationMs, isLive, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { lamlTrack } from './recording-settings.ts';
import { rfc2822, rfc2822OrNull } from './rfc2822.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';
import type { View } from './view.ts';

type SignalwireRecording = components['schemas']['Recording'];
type TwilioRecording = components['schemas']['TwilioRecording'];

/**
 * The error code of a failed recording: the vendor's "unknown error". Both SDKs parse it as a number, so it
 * cannot be the text of the cause.
 */
const FAILED = 20001;

/** Maps a recording to the account's response format, with every key always present: clients crash on a missing one. */
export function toLamlRecording(
  recording: Recording,
  view: View,
): SignalwireRecording | TwilioRecording {
  return view.flavor === 'twilio' ? twilioShape(recording, view) : signalwireShape(recording, view);
}

function signalwireShape(recording: Recording, view: View): SignalwireRecording {
  const channels = channelsOf(recording) === 2 ? '2' : '1';
  return {
    ...factsOf(recording, view),
    channel: channels,
    channels,
    end_time: rfc2822OrNull(recording.endedAt),
    duration: secondsOf(recording, view.now),
    error_code: recording.state === 'failed' ? String(FAILED) : null,
    trim: recording.settings.trimSilence ? 'trim-silence' : 'do-not-trim',
  };
}

function twilioShape(recording: Recording, view: View): TwilioRecording {
  return {
    ...factsOf(recording, view),
    channels: channelsOf(recording),
    duration: isLive(recording) ? null : String(secondsOf(recording, view.now)),
    error_code: recording.state === 'failed' ? FAILED : null,
    track: lamlTrack(recording.settings.track),
    media_url: `${view.origin}${view.path}/Recordings/${recording.id}`,
  };
}

/** The fields that both vendors share. */
function factsOf(recording: Recording, view: View) {
  const { id, target } = recording;
  const conferenceSid = target.kind === 'conference' ? target.conferenceId : null;
  const parent = conferenceSid === null ? view.path : `${view.path}/Conferences/${conferenceSid}`;
  return {
    sid: id,
    account_sid: view.accountSid,
    api_version: '2010-04-01',
    call_sid: target.kind === 'session' ? target.sessionId : null,
    conference_sid: conferenceSid,
    date_created: rfc2822(recording.createdAt),
    date_updated: rfc2822(recording.updatedAt),
    start_time: rfc2822OrNull(recording.startedAt),
    price: null,
    price_unit: 'USD',
    source: sourceOf(recording),
    status: statusOf(recording),
    uri: `${parent}/Recordings/${id}.json`,
    subresource_uris: { transcriptions: `${view.path}/Recordings/${id}/Transcriptions.json` },
    encryption_details: null,
  } as const;
}

function channelsOf({ media, settings }: Recording): 1 | 2 {
  return media?.channels ?? settings.channels;
}

function secondsOf(recording: Recording, now: number): number {
  return Math.round(durationMs(recording, now) / 1000);
}
