import type { Line, LineRecording } from '@tricord/core';

/** A line's `recording` as given, which the core validates; omitted if empty. */
export function withRecording(
  given: Readonly<Partial<Record<keyof LineRecording, unknown>>> | undefined,
): Pick<Line, 'recording'> {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return said.length === 0 ? {} : { recording: Object.fromEntries(said) as LineRecording };
}
