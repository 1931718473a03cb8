import type { RecordingSettings } from '@tricord/core';
import type { components } from '../generated/api.ts';

type CreateCallRecording = components['schemas']['CreateCallRecording'];

/** LaML names the tracks as the vendor's own switch sees the call: inbound is what the other side says. */
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

/** What LaML calls a track. */
export function lamlTrack(
  track: RecordingSettings['track'],
): CreateCallRecording['RecordingTrack'] {
  return LAML_TRACKS[track];
}

/** How a create wants the call recorded. */
export function toRecordingSettings(
  create: Partial<CreateCallRecording>,
): Pick<RecordingSettings, 'channels' | 'track' | 'trimSilence'> {
  return {
    channels: create.RecordingChannels === 'dual' ? 2 : 1,
    track: TRACKS[create.RecordingTrack ?? 'both'],
    trimSilence: create.Trim === 'trim-silence',
  };
}
