import { durationMs, type Recording, type RecordingState } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { formatOf } from './format.ts';

export type LiveRecording = components['schemas']['LiveRecording'];

/** ARI's name of each state. Asterisk reports `done` from the stop on, while it is still writing. */
const STATES: Record<RecordingState, LiveRecording['state']> = {
  queued: 'queued',
  recording: 'recording',
  paused: 'paused',
  finishing: 'done',
  done: 'done',
  failed: 'failed',
  canceled: 'canceled',
};

/** Maps a recording to ARI's live recording, which is also used in events. */
export function toLiveRecording(recording: Recording): LiveRecording {
  return {
    name: recording.name,
    format: formatOf(recording),
    state: STATES[recording.state],
    target_uri: targetUri(recording),
    ...durations(recording),
    ...(recording.cause === undefined ? {} : { cause: recording.cause }),
  };
}

function targetUri({ target, call }: Recording): string {
  return target.kind === 'session'
    ? `channel:${call.externalId ?? target.sessionId}`
    : `bridge:${call.conference?.name ?? target.conferenceId}`;
}

/** Known only once the recording has ended; talk and silence only if it had a silence limit. */
function durations(recording: Recording): Partial<LiveRecording> {
  const { state, endedAt, media, settings } = recording;
  const ended = state === 'done' || state === 'failed' || state === 'canceled';
  if (!ended || endedAt === undefined) return {};
  const measured = settings.maxSilenceMs > 0;
  return {
    duration: wholeSeconds(durationMs(recording, endedAt)),
    ...(measured && media?.talkingMs !== undefined
      ? { talking_duration: wholeSeconds(media.talkingMs) }
      : {}),
    ...(measured && media?.silenceMs !== undefined
      ? { silence_duration: wholeSeconds(media.silenceMs) }
      : {}),
  };
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
