import type { Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { formatOf } from './format.ts';

/** A finished recording as ARI shows it. */
export function toStoredRecording(recording: Recording): components['schemas']['StoredRecording'] {
  return { name: recording.name, format: formatOf(recording) };
}
