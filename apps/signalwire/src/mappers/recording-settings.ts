import type { RecordingSettings } from '@tricord/core';
import type { components } from '../generated/api.ts';

type CreateCallRecording = components['schemas']['CreateCallRecording'];

/** LaML names the tracks from the vendor's point of view: inbound is the audio of the remote side. */
const TRACKS = {
  inbound: 'remote',
  outbound: 'local',
  both: 'both',
} as const satisfies Record<CreateCallRecording['RecordingTrack'], RecordingSettings['track']>;

const LAML_TRACKS = {
  remote: 'inbound',
  local: 'outbound',
  both: 'both',
} as const satisfies Record<RecordingSettings['track'], CreateCallRecording['RecordingTrack']>;

/** LaML's name of a track. */
export function lamlTrack(
  track: RecordingSettings['track'],
): CreateCallRecording['RecordingTrack'] {
  return LAML_TRACKS[track];
}

/**
 * The recording settings of a create.
 * @param channels the account's default.
 */
export function toRecordingSettings(
  create: Partial<CreateCallRecording>,
  channels: NonNullable<CreateCallRecording['RecordingChannels']>,
): Pick<RecordingSettings, 'channels' | 'track' | 'trimSilence'> {
  return {
    channels: (create.RecordingChannels ?? channels) === 'dual' ? 2 : 1,
    track: TRACKS[create.RecordingTrack ?? 'both'],
    trimSilence: create.Trim === 'trim-silence',
  };
}
