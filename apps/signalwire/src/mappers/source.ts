import type { Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';

type LamlSource = components['schemas']['Recording']['source'];

/** What the core calls the origin of a recording that its line's rule began with the call. */
const AUTOMATIC = 'line';

/**
 * How SignalWire would have come to make this recording. Whatever an API request began, in this dialect
 * or another, is what its own API request begins; what a line's rule began corresponds to the verb or
 * conference attribute that records from the start.
 */
export function sourceOf({ origin, target }: Recording): LamlSource {
  const automatic = origin.via === AUTOMATIC;
  if (target.kind === 'conference') return automatic ? 'Conference' : 'StartConferenceRecording';
  return automatic ? 'DialVerb' : 'StartCallRecordingApi';
}
