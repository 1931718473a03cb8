import type { Recording } from '@tricord/core';
import type { components } from '../generated/api.ts';

type LamlSource = components['schemas']['Recording']['source'];

/** The core's origin of automatic recordings. */
const AUTOMATIC = 'line';

/**
 * SignalWire's source of a recording. A recording that was started by a request, in any dialect,
 * corresponds to one started by SignalWire's API; an automatic recording corresponds to the verb or
 * conference attribute that records from the start.
 */
export function sourceOf({ origin, target }: Recording): LamlSource {
  const automatic = origin.via === AUTOMATIC;
  if (target.kind === 'conference') return automatic ? 'Conference' : 'StartConferenceRecording';
  return automatic ? 'DialVerb' : 'StartCallRecordingApi';
}
