import { durationMs, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { rfc2822 } from './rfc2822.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';

type LamlRecording = components['schemas']['Recording'];

/**
 * What a failed recording gives as its error code: the vendor's "unknown error". Both SDKs read it as a
 * number, so that the cause in words cannot stand here.
 */
const FAILED = '20001';

/**
 * A recording in SignalWire's shape, every key always there: clients crash on a missing one.
 * @param now epoch milliseconds, for the length of a live one.
 */
export function toLamlRecording(recording: Recording, now: number): LamlRecording {
  const { id, accountId, target, settings } = recording;
  const account = `/api/laml/2010-04-01/Accounts/${accountId}`;
  const conferenceSid = target.kind === 'conference' ? target.conferenceId : null;
  const parent = conferenceSid === null ? account : `${account}/Conferences/${conferenceSid}`;
  const channels = (recording.media?.channels ?? settings.channels) === 2 ? '2' : '1';
  return {
    sid: id,
    account_sid: accountId,
    api_version: '2010-04-01',
    call_sid: target.kind === 'session' ? target.sessionId : null,
    conference_sid: conferenceSid,
    channel: channels,
    channels,
    date_created: rfc2822(recording.createdAt),
    date_updated: rfc2822(recording.updatedAt),
    start_time: recording.startedAt === undefined ? null : rfc2822(recording.startedAt),
    end_time: recording.endedAt === undefined ? null : rfc2822(recording.endedAt),
    duration: Math.round(durationMs(recording, now) / 1000),
    price: null,
    price_unit: 'USD',
    source: sourceOf(recording),
    status: statusOf(recording),
    error_code: recording.state === 'failed' ? FAILED : null,
    uri: `${parent}/Recordings/${id}.json`,
    subresource_uris: { transcriptions: `${account}/Recordings/${id}/Transcriptions.json` },
    encryption_details: null,
    trim: settings.trimSilence ? 'trim-silence' : 'do-not-trim',
  };
}
