import type { Line, LineRecording } from '@tricord/core';

/** A line's `recording` as it was given, still to be checked by the core; left out when it says nothing. */
export function withRecording(
  given: Readonly<Partial<Record<keyof LineRecording, unknown>>> | undefined,
): Pick<Line, 'recording'> {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return said.length === 0 ? {} : { recording: Object.fromEntries(said) as LineRecording };
}
