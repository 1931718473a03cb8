import type { Recording, RecordingState } from '@tricord/core';
import type { components } from '../generated/api.ts';

type LamlStatus = components['schemas']['Recording']['status'];

const STATUSES: Record<RecordingState, LamlStatus> = {
  queued: 'queued',
  recording: 'in-progress',
  paused: 'paused',
  finishing: 'stopped',
  done: 'completed',
  failed: 'failed',
  // Never shown, because a canceled recording is not found. It has no audio.
  canceled: 'absent',
};

/** SignalWire's status of a recording. A recording that ended without any audio is `absent`. */
export function statusOf(recording: Recording): LamlStatus {
  const status = STATUSES[recording.state];
  return status === 'completed' && !holdsAudio(recording) ? 'absent' : status;
}

function holdsAudio({ media }: Recording): boolean {
  return media !== undefined && media.durationMs > 0;
}
