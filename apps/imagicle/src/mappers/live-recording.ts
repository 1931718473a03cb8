import { durationMs, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import type { AccountSettings } from './account-settings.ts';
import { isoDuration } from './iso-duration.ts';

type LiveRecording = components['schemas']['LiveRecording'];

/** Maps a live recording, with every field of the vendor's page; unknown values are null. */
export function toLiveRecording(
  recording: Recording,
  now: number,
  { localTime }: Pick<AccountSettings, 'localTime'>,
): LiveRecording {
  const { username, remote } = recording.call;
  return {
    id: recording.id,
    duration: isoDuration(durationMs(recording, now)),
    startedAt: localTime(recording.startedAt ?? recording.createdAt),
    localParty: { username: username ?? null },
    remoteParty: {
      firstName: remote.firstName ?? null,
      lastName: remote.lastName ?? null,
      phoneNumber: remote.phoneNumber ?? null,
    },
    isPaused: recording.state === 'paused',
  };
}
