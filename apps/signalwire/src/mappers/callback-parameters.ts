import { durationMs, type Recording, type RecordingEvent } from '@tricord/core';
import type { CallbackStatus } from './delivery-target.ts';
import { lamlTrack } from './recording-settings.ts';
import { rfc2822 } from './rfc2822.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';
import type { View } from './view.ts';

/** The callback status of an event; undefined if the vendor has none. */
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
 * The parameters of a callback; each name once.
 * @param view the response format of the account, and the base URL for the receiver.
 */
export function callbackParameters(
  { at, recording }: RecordingEvent,
  status: CallbackStatus,
  { accountSid, path, origin }: Pick<View, 'accountSid' | 'path' | 'origin'>,
): Readonly<Record<string, string>> {
  const { id, settings, startedAt, media } = recording;
  const channels = media?.channels ?? settings.channels;
  return {
    AccountSid: accountSid,
    ...targetOf(recording),
    RecordingSid: id,
    // Without an extension, because clients append the one that they want.
    RecordingUrl: `${origin}${path}/Recordings/${id}`,
    RecordingStatus: status,
    ...(status === 'completed'
      ? { RecordingDuration: String(Math.round(durationMs(recording, at) / 1000)) }
      : {}),
    RecordingChannels: String(channels),
    ...(startedAt === undefined ? {} : { RecordingStartTime: rfc2822(startedAt) }),
    RecordingSource: sourceOf(recording),
    RecordingTrack: lamlTrack(settings.track),
  };
}

function targetOf({ target }: Recording): { CallSid: string } | { ConferenceSid: string } {
  return target.kind === 'session'
    ? { CallSid: target.sessionId }
    : { ConferenceSid: target.conferenceId };
}
