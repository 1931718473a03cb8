import { durationMs, type Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { formatOf } from './format.ts';
import { toTimestamp } from './timestamp.ts';

export type StoredRecording = components['schemas']['StoredRecording'];

/** Which fields of stored recordings to show: ARI's, or with `all` every one. */
export function storedRecordingMapper(
  fields: string | undefined,
): (recording: Recording) => StoredRecording {
  return fields?.toLowerCase() === 'all' ? toFullRecording : toStoredRecording;
}

/** Maps a stored recording to ARI. */
export function toStoredRecording(recording: Recording): StoredRecording {
  return { name: recording.name, format: formatOf(recording) };
}

/** The same, with additional fields. Size and checksum are those of the recorded WAV file. */
function toFullRecording(recording: Recording): StoredRecording {
  const { id, name, startedAt, createdAt, endedAt, media } = recording;
  const self = `/ari/recordings/stored/${encodeURIComponent(name)}`;
  return {
    ...toStoredRecording(recording),
    id,
    start: toTimestamp(startedAt ?? createdAt),
    duration: Math.floor(durationMs(recording, endedAt ?? createdAt) / 1000),
    ...(media === undefined ? {} : { size: media.bytes, sha256: media.sha256 }),
    links: { self, file: `${self}/file` },
  };
}
