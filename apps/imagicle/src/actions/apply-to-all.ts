import { isTricordError, type Recording, TricordError } from '@tricord/core';

/**
 * Applies a command to all recordings concurrently. Recordings that refuse it are ignored, as long as there
 * are others.
 * @returns the results of those that did not refuse; at least one.
 * @throws TricordError `recording-not-live` when there are no recordings; the refusal when all refuse;
 *   any other error.
 */
export async function applyToAll<T>(
  recordings: readonly Recording[],
  command: (recording: Recording) => Promise<T>,
): Promise<readonly T[]> {
  let refusal: unknown = nothingLive();
  const results: T[] = [];
  await Promise.all(
    recordings.map(async (recording) => {
      try {
        results.push(await command(recording));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal = error;
      }
    }),
  );
  if (results.length === 0) throw refusal;
  return results;
}

/** The error of a command that finds nothing live. */
export function nothingLive(): TricordError {
  return new TricordError('recording-not-live', 'Nothing is being recorded there');
}

/** Whether the error concerns only this recording, for example because it has just been stopped. */
function isRefusal(error: unknown): boolean {
  return (
    isTricordError(error, 'line-not-monitorable') ||
    isTricordError(error, 'line-automatic') ||
    isTricordError(error, 'recording-not-found') ||
    isTricordError(error, 'recording-not-live')
  );
}
