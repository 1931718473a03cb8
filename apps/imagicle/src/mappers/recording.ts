import { callStartedAt, localNumber, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import type { AccountSettings } from './account-settings.ts';
import { DIRECTIONS } from './direction.ts';
import { isoDuration } from './iso-duration.ts';
import { referenceNumber } from './reference-number.ts';

/** Maps a completed recording for lists. */
export function toRecording(
  recording: Recording,
  { localTime }: Pick<AccountSettings, 'localTime'>,
): components['schemas']['Recording'] {
  const { call } = recording;
  return {
    id: recording.id,
    referenceNumber: referenceNumber(recording),
    startTime: localTime(callStartedAt(recording)),
    duration: isoDuration(recording.media?.durationMs ?? 0),
    direction: DIRECTIONS[call.direction],
    localPartyNumber: localNumber(recording) ?? null,
    remotePartyNumber: call.remote.phoneNumber ?? null,
    ownerUsername: call.username ?? null,
  };
}
