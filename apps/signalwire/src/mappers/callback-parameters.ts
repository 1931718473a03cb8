import { durationMs, type Recording, type RecordingEvent } from '@tricord/core';
import type { CallbackStatus } from './notice.ts';
import { rfc2822 } from './rfc2822.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';

/** The core's tracks in the vendor's words, the other way round than a create names them. */
const TRACKS = { remote: 'inbound', local: 'outbound', both: 'both' } as const;

/** The status that an event is told as; undefined for one of which the vendor tells nothing. */
export function callbackStatusOf({ type, recording }: RecordingEvent): CallbackStatus | undefined {
  switch (type) {
    case 'recording.started':
      return 'in-progress';
    case 'recording.finished':
      return statusOf(recording) === 'absent' ? 'absent' : 'completed';
    case 'recording.failed':
      return 'failed';
    case 'recording.canceled':
      return 'absent';
    default:
      return undefined;
  }
}

/**
 * What a callback says, by name; each name once.
 * @param publicUrl where the receiver reaches this API, without a trailing slash.
 */
export function callbackParameters(
  { at, recording }: RecordingEvent,
  status: CallbackStatus,
  publicUrl: string,
): Readonly<Record<string, string>> {
  const { id, accountId, settings, startedAt, media } = recording;
  const channels = media?.channels ?? settings.channels;
  return {
    AccountSid: accountId,
    ...targetOf(recording),
    RecordingSid: id,
    // Without an extension: clients append the one that they want.
    RecordingUrl: `${publicUrl}/api/laml/2010-04-01/Accounts/${accountId}/Recordings/${id}`,
    RecordingStatus: status,
    ...(status === 'completed'
      ? { RecordingDuration: String(Math.round(durationMs(recording, at) / 1000)) }
      : {}),
    RecordingChannels: String(channels),
    ...(startedAt === undefined ? {} : { RecordingStartTime: rfc2822(startedAt) }),
    RecordingSource: sourceOf(recording),
    RecordingTrack: TRACKS[settings.track],
  };
}

function targetOf({ target }: Recording): { CallSid: string } | { ConferenceSid: string } {
  return target.kind === 'session'
    ? { CallSid: target.sessionId }
    : { ConferenceSid: target.conferenceId };
}
